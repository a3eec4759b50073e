package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.saec.events.EventFeeder;
import io.saec.events.EventSource;
import io.saec.events.FeedException;
import io.saec.events.SyntheticEvents;
import io.saec.events.SyntheticOptions;
import io.saec.events.Ticker;
import io.saec.model.EventJson;
import io.saec.model.EventRules;
import io.saec.model.FeatureEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EventFeederITCase {
  private static final int RECORDS = 20_000;

  @TempDir private Path dir;

  /** Sent right after the topic's creation, when its leaders are still settling in. */
  @Test
  void aFeedReachesItsTopicWhole() throws Exception {
    try (Kafka kafka = Kafka.start(dir);
        Producer<byte[], byte[]> producer = EventFeeder.producer(client(kafka));
        EventSource source = events(RECORDS)) {
      kafka.create(Kafka.EVENTS, 2, Map.of());
      EventFeeder feeder =
          new EventFeeder(source, producer, Kafka.EVENTS, 2, List.of(), Ticker.SYSTEM);
      feeder.run();
      feeder.finish(1_700_000_000_000L);

      EventJson json = new EventJson(new EventRules(source.fields(), Duration.ZERO, 1 << 20));
      List<List<FeatureEvent>> expected = all(events(RECORDS));
      List<ConsumerRecord<byte[], byte[]>> committed = kafka.committed(Kafka.EVENTS);
      for (int partition = 0; partition < 2; partition++) {
        List<ConsumerRecord<byte[], byte[]>> records = ofPartition(committed, partition);
        assertThat(records).hasSize(RECORDS / 2 + 1);
        for (int i = 0; i < RECORDS / 2; i++) {
          ConsumerRecord<byte[], byte[]> record = records.get(i);
          assertThat(json.read(record.value(), record.timestamp()))
              .isEqualTo(expected.get(2 * i + partition));
        }
        ConsumerRecord<byte[], byte[]> last = records.get(RECORDS / 2);
        assertThat(json.read(last.value(), last.timestamp()))
            .extracting(FeatureEvent::ts, FeatureEvent::count)
            .containsExactly(tuple(1_700_000_000_000L, 0));
      }
    }
  }

  @Test
  void recordsTooLargeForTheTopicAreReported() throws Exception {
    try (Kafka kafka = Kafka.start(dir);
        Producer<byte[], byte[]> producer = EventFeeder.producer(client(kafka));
        EventSource source = events(1)) {
      kafka.create(Kafka.EVENTS, 1, Map.of("max.message.bytes", "100"));
      EventFeeder feeder =
          new EventFeeder(source, producer, Kafka.EVENTS, 1, List.of(), Ticker.SYSTEM);
      feeder.run();
      assertThatThrownBy(() -> feeder.finish(0))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("topic 'feature-events' did not take the events");
    }
  }

  private static SyntheticEvents events(int records) {
    return new SyntheticEvents(
        SyntheticOptions.shop(
            1, records, Instant.ofEpochSecond(1_600_000_000), Duration.ofSeconds(1)));
  }

  private static List<List<FeatureEvent>> all(EventSource source) throws Exception {
    List<List<FeatureEvent>> records = new ArrayList<>();
    List<FeatureEvent> batch = new ArrayList<>();
    while (source.next(batch)) {
      records.add(List.copyOf(batch));
    }
    return records;
  }

  private static List<ConsumerRecord<byte[], byte[]>> ofPartition(
      List<ConsumerRecord<byte[], byte[]>> records, int partition) {
    return records.stream().filter(record -> record.partition() == partition).toList();
  }

  private static Properties client(Kafka kafka) {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", kafka.bootstrapServers());
    return client;
  }
}
