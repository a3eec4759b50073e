package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saec.cli.flink.LocalFlink;
import io.saec.client.MappingFollower;
import io.saec.client.MappingView;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.TopicCheck;
import io.saec.model.Centroid;
import io.saec.model.MappingUpdate;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From topic to topic and into a reader's view, with RocksDB state and transactions. */
class KafkaITCase {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void publishesWhatTheOracleTells(@TempDir Path directory) throws Exception {
    Scenario scenario = Scenarios.mixed(41, 6_000, Map.of("expiry.ttl", "6 s"));
    Map<String, Oracle.FieldStory> expected = scenario.expected();
    try (Kafka kafka = Kafka.start(directory.resolve("kafka"));
        KafkaFeed feed = new KafkaFeed(kafka, scenario)) {
      JobSettings settings = JobOptions.read(kafka.options(scenario));
      assertThat(new TopicCheck(settings).run())
          .hasSize(4)
          .allMatch(line -> line.contains("created"));
      try (LocalFlink flink = LocalFlink.start(settings, directory.resolve("flink"), 2, "0", null);
          MappingFollower follower =
              MappingFollower.start(
                  settings.kafka().clientProperties(), Kafka.MAPPING, Kafka.CODEBOOKS)) {
        feed.finish();
        awaitCommitted(new FlinkRest(flink.web()), feed);

        // Committed in the background once a checkpoint is complete.
        await().atMost(LONG).until(() -> kafka.consumed().equals(kafka.ends(Kafka.EVENTS)));
        new Published(
                scenario, expected, kafka.mapping(scenario.rules().shards()), kafka.codebooks())
            .assertAsExpected();
        assertThat(kafka.committed(Kafka.DEAD_LETTERS)).hasSize(scenario.badRecords());
        Map<TopicPartition, Long> ends = kafka.ends(Kafka.MAPPING, Kafka.CODEBOOKS);
        await().atMost(LONG).until(() -> follower.caughtUpTo(ends));
        assertThat(follower.problems()).as("%s", follower.lastProblem()).isZero();
        assertShows(follower.view(), kafka);
      }
      assertThat(kafka.config(Kafka.MAPPING, "cleanup.policy")).isEqualTo("compact");
      assertThat(kafka.config(Kafka.CODEBOOKS, "cleanup.policy")).isEqualTo("compact");
      assertThat(kafka.config(Kafka.DEAD_LETTERS, "cleanup.policy")).isEqualTo("delete");
    }
  }

  private static void awaitCommitted(FlinkRest flink, KafkaFeed feed) throws Exception {
    await().atMost(LONG).until(() -> flink.watermarkAfter("assignment") >= feed.end());
    long completed = flink.completedCheckpoints();
    // One may have been under way before the boundary had passed: its successor has it all.
    await().atMost(LONG).until(() -> flink.completedCheckpoints() >= completed + 2);
  }

  /** The view is what the topics hold: of each key the last value, and no other key. */
  private static void assertShows(MappingView view, Kafka kafka) throws Exception {
    Map<WireKey, MappingUpdate> mappings = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.committed(Kafka.MAPPING)) {
      WireKey key = WireKey.parse(record.key());
      if (key.kind() == WireKey.Kind.FEATURE) {
        mappings.remove(key);
        if (record.value() != null) {
          mappings.put(key, WireJson.readMapping(record.value()));
        }
      }
    }
    Map<WireKey, Centroid> centroids = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.committed(Kafka.CODEBOOKS)) {
      WireKey key = WireKey.parse(record.key());
      if (key.kind() == WireKey.Kind.NUMBER && record.value() != null) {
        centroids.put(key, WireJson.readCentroid(record.value()));
      }
    }
    Map<String, Long> features = new HashMap<>();
    mappings.forEach(
        (key, update) -> {
          features.merge(key.field(), 1L, Long::sum);
          assertThat(view.clusterOf(key.field(), key.feature()))
              .as("%s", key)
              .isEqualTo(update.cluster());
          float[] embedding = new float[view.status(key.field()).dim()];
          assertThat(view.embedding(key.field(), key.feature(), embedding)).isTrue();
          assertThat(
                  centroids.get(
                      new WireKey(key.field(), WireKey.Kind.NUMBER, "", update.cluster())))
              .extracting(Centroid::centroid)
              .isEqualTo(embedding);
        });
    assertThat(features).isNotEmpty();
    features.forEach(
        (field, mapped) -> assertThat(view.status(field).features()).as(field).isEqualTo(mapped));
  }
}
