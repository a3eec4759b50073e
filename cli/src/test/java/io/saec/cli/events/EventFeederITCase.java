package io.saec.cli.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.model.EventJson;
import io.saec.model.EventRules;
import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventFeederITCase {
  private static final String TOPIC = "feature-events";
  private static final int ROWS = 20_000;

  @TempDir private Path dir;

  /** Sent right after the topic's creation, when its leaders are still settling in. */
  @Test
  void aFileReachesItsTopicWhole() throws Exception {
    Path file = TsvFiles.gzip(dir, TsvFiles.learnable(ROWS, 1));
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0);
        Producer<byte[], byte[]> producer = EventFeeder.producer(client(broker));
        EventSource source = LabelledTsv.open(file, FactorizationOptions.defaults(1))) {
      createTopic(broker);
      EventFeeder feeder = new EventFeeder(source, producer, TOPIC, 2, List.of(), Ticker.SYSTEM);
      feeder.run();
      feeder.finish(1_700_000_000_000L);

      EventJson json = new EventJson(new EventRules(source.fields(), Duration.ZERO, 1 << 20));
      List<List<FeatureEvent>> expected = all(file);
      for (int partition = 0; partition < 2; partition++) {
        List<ConsumerRecord<byte[], byte[]>> records = records(broker, partition, ROWS / 2 + 1);
        for (int i = 0; i < ROWS / 2; i++) {
          ConsumerRecord<byte[], byte[]> record = records.get(i);
          assertThat(json.read(record.value(), record.timestamp()))
              .isEqualTo(expected.get(2 * i + partition));
        }
        ConsumerRecord<byte[], byte[]> last = records.get(ROWS / 2);
        assertThat(json.read(last.value(), last.timestamp()))
            .extracting(FeatureEvent::ts, FeatureEvent::count)
            .containsExactly(tuple(1_700_000_000_000L, 0));
      }
    }
  }

  @Test
  void recordsTooLargeForTheTopicAreReported() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0);
        Producer<byte[], byte[]> producer = EventFeeder.producer(client(broker));
        EventSource source =
            LabelledTsv.open(
                TsvFiles.plain(dir, TsvFiles.learnable(1, 1)), FactorizationOptions.defaults(1))) {
      createTopic(broker, Map.of("max.message.bytes", "100"));
      EventFeeder feeder = new EventFeeder(source, producer, TOPIC, 1, List.of(), Ticker.SYSTEM);
      feeder.run();
      assertThatThrownBy(() -> feeder.finish(0))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("topic 'feature-events' did not take the events");
    }
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    createTopic(broker, Map.of());
  }

  private static void createTopic(EmbeddedBroker broker, Map<String, String> configs)
      throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic topic = new NewTopic(TOPIC, 2, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static List<List<FeatureEvent>> all(Path file) throws IOException {
    List<List<FeatureEvent>> records = new ArrayList<>();
    try (LabelledTsv source = LabelledTsv.open(file, FactorizationOptions.defaults(1))) {
      List<FeatureEvent> batch = new ArrayList<>();
      while (source.next(batch)) {
        records.add(List.copyOf(batch));
      }
    }
    return records;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      EmbeddedBroker broker, int partition, int expected) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> options =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, partition)));
      while (records.size() < expected) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private static Properties client(EmbeddedBroker broker) {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", broker.bootstrapServers());
    return client;
  }
}
