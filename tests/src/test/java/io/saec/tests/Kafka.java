package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.model.WireKey;
import io.saec.operators.WireRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker in this process, and what a test asks of it. */
final class Kafka implements AutoCloseable {
  static final String EVENTS = "feature-events";
  static final String MAPPING = "mapping-updates";
  static final String CODEBOOKS = "codebooks";
  static final String DEAD_LETTERS = "feature-events-dead";

  /** The longest record that a test sends or reads. */
  static final int LARGEST_BYTES = 16 << 20;

  private static final String GROUP = "saec";
  private static final Duration POLL = Duration.ofMillis(200);

  private final EmbeddedBroker broker;
  private final Admin admin;

  private Kafka(EmbeddedBroker broker) {
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  static Kafka start(Path directory) throws Exception {
    return new Kafka(EmbeddedBroker.start(directory, 0));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /**
   * Options of a job that gets a scenario's splits as partitions. No partition is idle, and no
   * transaction is ended by its timeout: what a dead job left open, the next must end.
   */
  Map<String, String> options(Scenario scenario) {
    Map<String, String> options = new LinkedHashMap<>(scenario.options());
    options.put("kafka.bootstrap-servers", bootstrapServers());
    options.put("kafka.group", GROUP);
    options.put("topics.partitions", Integer.toString(scenario.splits().size()));
    options.put("events.out-of-orderness", scenario.outOfOrderness() + " ms");
    options.put("events.idle-after", "0 s");
    options.put("flink.execution.checkpointing.interval", "500 ms");
    options.put("flink.pipeline.auto-watermark-interval", "20 ms");
    return options;
  }

  // ---- topics ----

  void create(String topic, int partitions, Map<String, String> configs) throws Exception {
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    admin.createTopics(List.of(wanted.configs(configs))).all().get();
  }

  /** The value of a topic's option. */
  String config(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Collection<Config> found = admin.describeConfigs(List.of(resource)).all().get().values();
    return found.iterator().next().get(key).value();
  }

  List<TopicPartition> partitions(String topic) throws Exception {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .flatMap(description -> description.partitions().stream())
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  // ---- offsets ----

  /** Where the topics end for readers of committed records. */
  Map<TopicPartition, Long> ends(String... topics) throws Exception {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (String topic : topics) {
      ends.putAll(ends(topic, IsolationLevel.READ_COMMITTED));
    }
    return ends;
  }

  /** Whether a transaction is open that has written to the topic. */
  boolean hasUncommitted(String topic) throws Exception {
    return !ends(topic, IsolationLevel.READ_COMMITTED)
        .equals(ends(topic, IsolationLevel.READ_UNCOMMITTED));
  }

  private Map<TopicPartition, Long> ends(String topic, IsolationLevel isolation) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Event records that completed checkpoints of the job cover, by partition. */
  Map<TopicPartition, Long> consumed() throws Exception {
    Map<TopicPartition, Long> consumed = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    committed.forEach((partition, offset) -> consumed.put(partition, offset.offset()));
    return consumed;
  }

  // ---- records ----

  Producer<byte[], byte[]> producer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrapServers());
    properties.put("linger.ms", 5);
    properties.put("max.request.size", LARGEST_BYTES);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** All committed records of a topic, those of a partition in order. */
  List<ConsumerRecord<byte[], byte[]>> committed(String topic) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrapServers());
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("max.partition.fetch.bytes", LARGEST_BYTES);
    List<TopicPartition> partitions = partitions(topic);
    Map<TopicPartition, Long> ends = ends(topic);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** What the job committed of the mapping, each record on the partition it belongs on. */
  List<WireRecord> mapping(int shards) throws Exception {
    return wire(
        MAPPING,
        key ->
            FieldShard.key(
                FieldShard.fieldId(key.field()),
                key.kind() == WireKey.Kind.NUMBER
                    ? key.number()
                    : Hashes.shardOf(key.feature(), shards)));
  }

  /** What the job committed of the codebooks, each record on the partition it belongs on. */
  List<WireRecord> codebooks() throws Exception {
    return wire(CODEBOOKS, key -> FieldShard.fieldId(key.field()));
  }

  private interface Routing {
    long of(WireKey key);
  }

  private List<WireRecord> wire(String topic, Routing routing) throws Exception {
    int partitions = partitions(topic).size();
    List<WireRecord> wire = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      WireKey key = WireKey.parse(record.key());
      WireRecord next = WireRecord.of(routing.of(key), record.key(), record.value());
      assertThat(record.partition()).as("%s", key).isEqualTo(next.partition(partitions));
      wire.add(next);
    }
    return wire;
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
