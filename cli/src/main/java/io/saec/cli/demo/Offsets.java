package io.saec.cli.demo;

import io.saec.job.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far the job has read its events, and where its topics end. (thread safe) */
public final class Offsets implements AutoCloseable {
  private final KafkaSettings kafka;
  private final Admin admin;

  public Offsets(KafkaSettings kafka) {
    this.kafka = kafka;
    this.admin = Admin.create(kafka.clientProperties());
  }

  /** Event records that a completed checkpoint covers. */
  long consumed() {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(kafka.group()).partitionsToOffsetAndMetadata().get();
      long sum = 0;
      for (OffsetAndMetadata offset : committed.values()) {
        sum += offset == null ? 0 : offset.offset();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new KafkaException("the job's offsets cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while reading the job's offsets", e);
    }
  }

  /** Event records that no completed checkpoint covers yet. */
  public long left() throws ExecutionException, InterruptedException {
    long written = 0;
    for (long end : ends(List.of(kafka.topics().events())).values()) {
      written += end;
    }
    return written - consumed();
  }

  /** Where the two topics that a view follows end, uncommitted records left out. */
  public Map<TopicPartition, Long> viewEnds() throws ExecutionException, InterruptedException {
    return ends(List.of(kafka.topics().mapping(), kafka.topics().codebooks()));
  }

  private Map<TopicPartition, Long> ends(List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        info ->
                            latest.put(
                                new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get()
        .forEach((partition, info) -> ends.put(partition, info.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }
}
