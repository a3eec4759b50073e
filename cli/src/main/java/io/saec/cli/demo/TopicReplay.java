package io.saec.cli.demo;

import io.saec.client.MappingView;
import io.saec.job.KafkaSettings;
import io.saec.model.Centroid;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What the job's topics hold, read once more from their beginning in the plainest way: the last
 * value of a key is what counts. It shares nothing with the view that it is compared with.
 */
public final class TopicReplay {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Map<WireKey, Integer> clusters = new HashMap<>();
  private final Map<WireKey, Centroid> centroids = new HashMap<>();
  private final KafkaSettings kafka;
  private long updates;
  private long deadLetters;

  private TopicReplay(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** Reads all that is committed. */
  public static TopicReplay of(KafkaSettings kafka) {
    TopicReplay replay = new TopicReplay(kafka);
    Properties properties = kafka.clientProperties();
    properties.setProperty("isolation.level", "read_committed");
    properties.setProperty("auto.offset.reset", "earliest");
    properties.setProperty("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      replay.read(consumer);
    }
    return replay;
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        List.of(kafka.topics().mapping(), kafka.topics().codebooks(), kafka.topics().deadLetters())
            .stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(kafka.topics().deadLetters())) {
      deadLetters++;
      return;
    }
    WireKey key = WireKey.parse(record.key());
    boolean isMapping = record.topic().equals(kafka.topics().mapping());
    if (isMapping && key.kind() == WireKey.Kind.FEATURE) {
      updates++;
      if (record.value() == null) {
        clusters.remove(key);
      } else {
        clusters.put(key, WireJson.readMapping(record.value()).cluster());
      }
    } else if (!isMapping && key.kind() == WireKey.Kind.NUMBER) {
      if (record.value() == null) {
        centroids.remove(key);
      } else {
        centroids.put(key, WireJson.readCentroid(record.value()));
      }
    }
  }

  /** Mapping updates and tombstones, all of them. */
  public long updates() {
    return updates;
  }

  public long deadLetters() {
    return deadLetters;
  }

  /** Features of the field that are mapped. */
  public long mapped(String field) {
    return clusters.keySet().stream().filter(key -> key.field().equals(field)).count();
  }

  /** The first thing in which a view is not what the topics hold, empty if it is the same. */
  public Optional<String> difference(MappingView view) {
    for (String field : view.fields()) {
      long mapped = mapped(field);
      if (view.status(field).features() != mapped) {
        return Optional.of(
            "the view maps "
                + view.status(field).features()
                + " features of field "
                + field
                + ", the topic "
                + mapped);
      }
    }
    return clusters.entrySet().stream()
        .map(entry -> difference(view, entry.getKey(), entry.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> difference(MappingView view, WireKey key, int cluster) {
    int seen = view.clusterOf(key.field(), key.feature());
    if (seen != cluster) {
      return Optional.of(
          "the view has "
              + key.field()
              + "/"
              + key.feature()
              + " in cluster "
              + seen
              + ", the topic in "
              + cluster);
    }
    Centroid centroid = centroids.get(new WireKey(key.field(), WireKey.Kind.NUMBER, "", cluster));
    if (centroid == null) {
      return Optional.of("cluster " + cluster + " of field " + key.field() + " has no centroid");
    }
    float[] embedding = new float[centroid.centroid().length];
    if (!view.embedding(key.field(), key.feature(), embedding)
        || !Arrays.equals(embedding, centroid.centroid())) {
      return Optional.of(
          "the view's embedding of "
              + key.field()
              + "/"
              + key.feature()
              + " is not the centroid of cluster "
              + cluster);
    }
    return Optional.empty();
  }
}
