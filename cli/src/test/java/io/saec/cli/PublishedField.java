package io.saec.cli;

import static org.awaitility.Awaitility.await;

import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One field, {@code item}, of one shard, as the job publishes it to topics of its own, and the
 * truth of it. It has two clusters; the centroid of a cluster is (version, cluster). What a method
 * publishes is in the topics when it returns. (not thread safe)
 */
final class PublishedField implements AutoCloseable {
  private static final String FIELD = "item";
  private static final int CLUSTERS = 2;

  private final String servers;
  private final String mappingTopic;
  private final String codebookTopic;
  private final SortedMap<String, Integer> clusters = new TreeMap<>();
  private final List<Future<?>> sends = new ArrayList<>();
  private KafkaProducer<byte[], byte[]> producer;
  private long version;
  private long updates;

  private PublishedField(String servers, String mappingTopic, String codebookTopic) {
    this.servers = servers;
    this.mappingTopic = mappingTopic;
    this.codebookTopic = codebookTopic;
    this.producer = producer();
  }

  /** Creates the topics and publishes version 1: feature a in cluster 0, b in 1. */
  static PublishedField begin(String servers, String mappingTopic, String codebookTopic)
      throws Exception {
    PublishedField field = new PublishedField(servers, mappingTopic, codebookTopic);
    try (Admin admin = field.admin()) {
      admin.createTopics(List.of(empty(mappingTopic), empty(codebookTopic))).all().get();
    }
    field.nextVersion(Map.of("a", 0, "b", 1));
    return field;
  }

  /** What has a command read this field. */
  List<String> options() {
    return List.of(
        "-Dkafka.bootstrap-servers=" + servers,
        "-Dtopics.mapping=" + mappingTopic,
        "-Dtopics.codebooks=" + codebookTopic,
        "-Dfields." + FIELD + ".dimension=2");
  }

  /** The newest. */
  long version() {
    return version;
  }

  /** Features and their clusters in the newest version. */
  SortedMap<String, Integer> clusters() {
    return clusters;
  }

  /** Mapping updates so far. */
  long updates() {
    return updates;
  }

  /** Maps a feature at the newest version. */
  void map(String feature, int cluster) throws Exception {
    send(feature, cluster, Reason.ARRIVAL);
    awaitSent();
  }

  /** Removes a feature. */
  void expire(String feature) throws Exception {
    clusters.remove(feature);
    send(mappingTopic, WireKey.ofFeature(FIELD, feature), null);
    awaitSent();
  }

  /** Publishes a version that differs from the one before by these clusters. */
  void nextVersion(Map<String, Integer> moved) throws Exception {
    version++;
    long checksum = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      float[] centroid = {version, cluster};
      checksum += Hashes.ofCentroid(cluster, centroid, 0, 2);
      send(
          codebookTopic,
          WireKey.ofNumber(FIELD, cluster),
          WireJson.write(new Centroid(version, centroid, 1, 1)));
    }
    send(codebookTopic, WireKey.ofField(FIELD), WireJson.write(manifest(checksum)));
    for (Map.Entry<String, Integer> move : new TreeMap<>(moved).entrySet()) {
      if (!move.getValue().equals(clusters.get(move.getKey()))) {
        send(move.getKey(), move.getValue(), Reason.RECLUSTER);
      }
    }
    seal();
  }

  /** Deletes every record, so that only a store knows what they said. */
  void deleteRecords() throws Exception {
    RecordsToDelete all = RecordsToDelete.beforeOffset(-1);
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(mappingTopic, 0), all,
                  new TopicPartition(codebookTopic, 0), all))
          .all()
          .get();
    }
  }

  /** Gives way to an empty topic of the same name, as an operator would do it. */
  void recreateMappingTopic() throws Exception {
    producer.close();
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(mappingTopic)).all().get();
      await()
          .ignoreExceptions()
          .until(() -> admin.createTopics(List.of(empty(mappingTopic))).all().get() == null);
    }
    producer = producer();
  }

  @Override
  public void close() {
    producer.close();
  }

  private static NewTopic empty(String topic) {
    return new NewTopic(topic, 1, (short) 1);
  }

  private Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", servers));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void seal() throws Exception {
    long checksum = 0;
    for (Map.Entry<String, Integer> mapping : clusters.entrySet()) {
      checksum += Hashes.ofMapping(Hashes.ofFeature(mapping.getKey()), mapping.getValue());
    }
    send(
        mappingTopic,
        WireKey.ofNumber(FIELD, 0),
        WireJson.write(new Seal(version, 1, clusters.size(), 0, 0, 0, 0, checksum)));
    awaitSent();
  }

  private void send(String feature, int cluster, Reason reason) {
    clusters.put(feature, cluster);
    updates++;
    send(
        mappingTopic,
        WireKey.ofFeature(FIELD, feature),
        WireJson.write(new MappingUpdate(cluster, version, reason, 1_000)));
  }

  private void send(String topic, byte[] key, byte @Nullable [] value) {
    sends.add(producer.send(new ProducerRecord<>(topic, key, value)));
  }

  private void awaitSent() throws Exception {
    producer.flush();
    for (Future<?> send : sends) {
      send.get();
    }
    sends.clear();
  }

  private Manifest manifest(long checksum) {
    return new Manifest(
        version,
        60_000,
        CLUSTERS,
        2,
        "fp32",
        List.of(),
        1,
        0,
        "first",
        0.25,
        2.5,
        2,
        1,
        List.of(),
        List.of(),
        1,
        List.of(0),
        CLUSTERS,
        new Manifest.Size(clusters.size(), 16, 17, "packed ids"),
        Hashes.hex(checksum));
  }
}
