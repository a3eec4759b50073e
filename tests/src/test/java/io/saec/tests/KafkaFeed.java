package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.EventJson;
import io.saec.model.FeatureEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends a scenario's records, each split to a partition of its own, the splits in step. */
final class KafkaFeed implements AutoCloseable {
  private final Scenario scenario;
  private final Producer<byte[], byte[]> producer;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  KafkaFeed(Kafka kafka, Scenario scenario) {
    this.scenario = scenario;
    this.producer = kafka.producer();
    List<List<byte[]>> splits = scenario.records();
    int longest = splits.stream().mapToInt(List::size).max().orElseThrow();
    for (int i = 0; i < longest; i++) {
      for (int split = 0; split < splits.size(); split++) {
        if (i < splits.get(split).size()) {
          records.add(record(split, splits.get(split).get(i)));
        }
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int partition, byte[] value) {
    return new ProducerRecord<>(Kafka.EVENTS, partition, null, value);
  }

  /** Records in all, without the closing ones. */
  int size() {
    return records.size();
  }

  /** Records sent so far. */
  int sent() {
    return sent.size();
  }

  /** Sends on, until so many have been sent or all. */
  void sendUpTo(long number) {
    while (sent.size() < Math.min(number, records.size())) {
      sent.add(producer.send(records.get(sent.size())));
    }
  }

  /** Sends a record that is not the scenario's, to any partition, and waits until Kafka has it. */
  RecordMetadata send(byte @Nullable [] key, byte @Nullable [] value) throws Exception {
    int partition = sent.size() % scenario.splits().size();
    return producer.send(new ProducerRecord<>(Kafka.EVENTS, partition, key, value)).get();
  }

  /**
   * Sends the rest, then to each partition an occurrence of nothing at an event time that lets the
   * last boundary pass, and waits until Kafka has them all.
   */
  void finish() throws Exception {
    sendUpTo(records.size());
    FeatureEvent known = scenario.splits().get(0).get(0);
    FeatureEvent closing =
        new FeatureEvent(
            known.field(), known.feature(), end() + scenario.outOfOrderness() + 1, 0, null);
    for (int split = 0; split < scenario.splits().size(); split++) {
      sent.add(producer.send(record(split, EventJson.write(List.of(closing)))));
    }
    producer.flush();
    for (Future<RecordMetadata> record : sent) {
      assertThat(record.get().hasOffset()).isTrue();
    }
  }

  /** Event time of the last boundary. */
  long end() {
    String end = scenario.options().get("stream.end");
    if (end == null) {
      throw new AssertionError("a stream without an end");
    }
    return Instant.parse(end).toEpochMilli();
  }

  @Override
  public void close() {
    producer.close();
  }
}
