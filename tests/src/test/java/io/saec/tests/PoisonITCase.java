package io.saec.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saec.cli.flink.LocalFlink;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.TopicCheck;
import io.saec.model.DeadLetterHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that cannot be taken lie among good ones: each is one dead letter, the good ones are
 * mapped as if they were alone, and the job never restarts.
 */
class PoisonITCase {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Bytes of key and value that a dead letter keeps by default. */
  private static final int KEPT = 12 << 20;

  private static final int LONGEST = KEPT + (1 << 20);

  @Test
  void everyKindIsADeadLetterOnce(@TempDir Path directory) throws Exception {
    Scenario scenario = Scenarios.mixed(51, 2_000, Map.of());
    List<Poison> poisons = Poison.ofEveryKind(LONGEST, System.currentTimeMillis());
    try (Kafka kafka = Kafka.start(directory.resolve("kafka"));
        KafkaFeed feed = new KafkaFeed(kafka, scenario)) {
      kafka.create(
          Kafka.EVENTS,
          scenario.splits().size(),
          Map.of("max.message.bytes", Integer.toString(Kafka.LARGEST_BYTES)));
      JobSettings settings = JobOptions.read(kafka.options(scenario));
      assertThat(new TopicCheck(settings).run()).hasSize(4);
      try (LocalFlink flink =
          LocalFlink.start(settings, directory.resolve("flink"), 2, "0", null)) {
        FlinkRest rest = new FlinkRest(flink.web());
        Map<String, Poison> sent = new HashMap<>();
        for (Poison poison : poisons) {
          feed.sendUpTo(feed.sent() + feed.size() / poisons.size());
          sent.put(place(feed.send(poison.key(), poison.value())), poison);
        }
        feed.finish();
        await()
            .atMost(LONG)
            .until(
                () -> {
                  assertThat(rest.failure()).isEmpty();
                  return rest.watermarkAfter("assignment") >= feed.end();
                });
        long completed = rest.completedCheckpoints();
        await().atMost(LONG).until(() -> rest.completedCheckpoints() >= completed + 2);

        assertLetters(kafka.committed(Kafka.DEAD_LETTERS), sent, scenario.badRecords());
        new Published(
                scenario,
                scenario.expected(),
                kafka.mapping(scenario.rules().shards()),
                kafka.codebooks())
            .assertAsExpected();
        int letters = poisons.size() + scenario.badRecords();
        await().atMost(LONG).until(() -> rest.counter("decode", "deadLetters") == letters);
        assertThat(rest.restarts()).isZero();
        assertThat(rest.state()).isEqualTo("RUNNING");
      }
    }
  }

  private static String place(RecordMetadata record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  private static String place(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetterHeaders.TOPIC)
        + "-"
        + header(letter, DeadLetterHeaders.PARTITION)
        + "@"
        + header(letter, DeadLetterHeaders.OFFSET);
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private static void assertLetters(
      List<ConsumerRecord<byte[], byte[]>> letters, Map<String, Poison> sent, int others) {
    Map<String, Poison> missing = new HashMap<>(sent);
    int ofOthers = 0;
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      if (sent.containsKey(place(letter))) {
        Poison poison = missing.remove(place(letter));
        assertThat(poison).as("%s comes once", place(letter)).isNotNull();
        if (poison != null) {
          assertLetter(letter, poison);
        }
      } else {
        ofOthers++;
      }
    }
    assertThat(missing).isEmpty();
    assertThat(ofOthers).isEqualTo(others);
  }

  private static void assertLetter(ConsumerRecord<byte[], byte[]> letter, Poison poison) {
    String what = poison + ": " + header(letter, DeadLetterHeaders.REASON);
    assertThat(header(letter, DeadLetterHeaders.REASON))
        .as(what)
        .contains(poison.reason())
        .hasSizeLessThan(2_000);
    assertKept(
        what, letter, poison.key(), letter.key(), KEPT, DeadLetterHeaders.KEY_TRUNCATED_FROM);
    int left = KEPT - (letter.key() == null ? 0 : letter.key().length);
    assertKept(
        what, letter, poison.value(), letter.value(), left, DeadLetterHeaders.TRUNCATED_FROM);
  }

  /** As received, or as much of it as there is room for. */
  private static void assertKept(
      String what,
      ConsumerRecord<byte[], byte[]> letter,
      byte @Nullable [] received,
      byte @Nullable [] kept,
      int room,
      String header) {
    if (received == null || received.length <= room) {
      assertThat(kept).as(what).isEqualTo(received);
      assertThat(header(letter, header)).as(what).isNull();
    } else {
      assertThat(kept).as(what).isEqualTo(Arrays.copyOf(received, room));
      assertThat(header(letter, header)).as(what).isEqualTo(Integer.toString(received.length));
    }
  }
}
