package io.saec.client;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.store.StoreException;
import io.saec.client.store.ViewStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to read on from: the beginning of a partition, or where a store stands in it.
 *
 * @param consumer that has the partitions
 * @param partitions of both topics
 * @param topicIds by topic; without those that are not known
 * @param ends of the partitions
 */
record Resumption(
    Consumer<byte[], byte[]> consumer,
    Map<TopicPartition, Topic> partitions,
    Map<String, UUID> topicIds,
    Map<TopicPartition, Long> ends) {

  /**
   * Moves the consumer.
   *
   * @return where it is now
   * @throws StoreException if the store stands at a place that the topics do not have
   */
  Map<TopicPartition, Long> seek(ViewStore store, ViewUpdater updater) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions.keySet());
    Map<TopicPartition, Long> at = new HashMap<>(begins);
    consumer.seekToBeginning(partitions.keySet());
    for (Position position : store.positions()) {
      TopicPartition partition = checked(position, begins);
      consumer.seek(partition, position.offset());
      at.put(partition, position.offset());
    }
    for (String field : store.fields()) {
      Snapshot base = store.field(field).base();
      if (base != null) {
        updater.skipBefore(field, from(base.positions(), begins));
      }
    }
    return Map.copyOf(at);
  }

  private Map<Partition, Long> from(List<Position> positions, Map<TopicPartition, Long> begins) {
    Map<Partition, Long> from = new HashMap<>();
    for (Position position : positions) {
      Topic topic = Objects.requireNonNull(partitions.get(checked(position, begins)));
      from.put(new Partition(topic, position.partition()), position.offset());
    }
    return from;
  }

  private TopicPartition checked(Position position, Map<TopicPartition, Long> begins) {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    Long begin = begins.get(partition);
    check(begin != null, position, "does not exist");
    UUID id = topicIds.getOrDefault(position.topic(), Position.NO_TOPIC_ID);
    check(
        id.equals(position.topicId())
            || id.equals(Position.NO_TOPIC_ID)
            || position.topicId().equals(Position.NO_TOPIC_ID),
        position,
        "is of a topic that was recreated since");
    long end = ends.getOrDefault(partition, 0L);
    check(position.offset() <= end, position, "ends at " + end + ": the topic was recreated");
    check(
        begin == null || position.offset() >= begin,
        position,
        "begins at " + begin + ": records were deleted");
    return partition;
  }

  private static void check(boolean holds, Position position, String otherwise) {
    if (!holds) {
      throw new StoreException(
          "the store has been filled up to offset %d of partition %s-%d, which %s; begin with an empty store or a newer snapshot"
              .formatted(position.offset(), position.topic(), position.partition(), otherwise));
    }
  }
}
