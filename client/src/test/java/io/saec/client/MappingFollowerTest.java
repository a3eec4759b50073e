package io.saec.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.saec.client.snapshot.Position;
import io.saec.client.store.KeptStore;
import io.saec.client.store.MemoryStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;

class MappingFollowerTest {
  @Test
  void namesTheServersWhenNoneAnswers() throws IOException {
    // Bound and never answering, so that no other process can be at the port.
    try (ServerSocket silent = new ServerSocket(0)) {
      String servers = "localhost:" + silent.getLocalPort();
      Properties properties = new Properties();
      properties.setProperty("bootstrap.servers", servers);
      properties.setProperty("default.api.timeout.ms", "200");
      assertThatThrownBy(() -> MappingFollower.start(properties, "mappings", "codebooks"))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining(servers);
    }
  }

  @Test
  void readsAgainWhatDidNotArriveWhole() {
    List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
    List<ConsumerRecord<byte[], byte[]>> second = new ArrayList<>();
    Publisher tags = new Publisher("tag", 1);
    add(first, tags.centroid(0, 1), tags.manifest(1), tags.map("a", 0, 1), tags.seal(0, 1));
    Publisher items = new Publisher("item", 1);
    add(first, items.centroid(0, 1), items.centroid(1, 1), items.manifest(1));
    add(first, items.map("a", 0, 1), items.seal(0, 1));
    second.addAll(first);
    add(second, items.manifest(2), items.map("a", 1, 2), items.seal(0, 2));
    add(second, tags.manifest(2), tags.map("b", 0, 2), tags.seal(0, 2));
    try (var consumer = new Rereadable(second)) {
      first.forEach(consumer::addRecord);
      consumer.updateEndOffsets(ends(first));
      try (MappingFollower follower =
          MappingFollower.follow(
              consumer,
              Map.of(MAPPINGS, Topic.MAPPINGS, CODEBOOKS, Topic.CODEBOOKS),
              Map.of(),
              new MemoryStore())) {
        MappingView view = follower.view();
        await().until(() -> view.ready("item") && view.ready("tag"));
        int lost = first.size() + 1;
        List<ConsumerRecord<byte[], byte[]>> rest = new ArrayList<>(second);
        assertThat(rest.remove(lost).key()).isEqualTo("item/a".getBytes(UTF_8));
        rest.subList(first.size(), rest.size()).forEach(consumer::addRecord);
        consumer.updateEndOffsets(ends(second));
        await().until(() -> view.version("item") == 2 && view.version("tag") == 2);
        assertThat(view.clusterOf("item", "a")).isEqualTo(1);
        assertThat(follower.problems()).isEqualTo(1);
        assertThat(follower.lastProblem().orElseThrow()).contains("'item'", "seal of shard 0");
        await().until(() -> follower.caughtUpTo(ends(second)));
        // The field that was whole was not read twice.
        assertThat(view.status("tag").updates()).isEqualTo(2);
        assertThat(view.status("tag").problems()).isZero();
        assertThat(follower.failure()).isEmpty();
      }
      assertThat(consumer.readings).hasValue(2);
    }
  }

  private static final TopicPartition MAPPINGS = new TopicPartition("mappings", 0);
  private static final TopicPartition CODEBOOKS = new TopicPartition("codebooks", 0);

  private static void add(List<ConsumerRecord<byte[], byte[]>> records, Wire... wires) {
    for (Wire wire : wires) {
      TopicPartition partition = wire.topic() == Topic.MAPPINGS ? MAPPINGS : CODEBOOKS;
      records.add(
          new ConsumerRecord<>(
              partition.topic(),
              0,
              ends(records).getOrDefault(partition, 0L),
              wire.key(),
              wire.value()));
    }
  }

  private static Map<TopicPartition, Long> ends(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    records.forEach(record -> ends.put(new TopicPartition(record.topic(), 0), record.offset() + 1));
    return ends;
  }

  /** A consumer that finds all records when it goes back to the beginning. */
  private static final class Rereadable extends MockConsumer<byte[], byte[]> {
    private final List<ConsumerRecord<byte[], byte[]>> all;
    private final AtomicInteger readings = new AtomicInteger();

    Rereadable(List<ConsumerRecord<byte[], byte[]>> all) {
      super("earliest");
      this.all = all;
      assign(List.of(MAPPINGS, CODEBOOKS));
      updateBeginningOffsets(Map.of(MAPPINGS, 0L, CODEBOOKS, 0L));
    }

    @Override
    public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
      super.seekToBeginning(partitions);
      if (readings.getAndIncrement() > 0) {
        all.forEach(this::addRecord);
      }
    }
  }

  @Test
  void staysWhereTheStoreStandsWhenNoBrokerAnswersAfterTheStart() {
    List<Position> stands =
        List.of(
            new Position(CODEBOOKS.topic(), Position.NO_TOPIC_ID, 0, 3),
            new Position(MAPPINGS.topic(), Position.NO_TOPIC_ID, 0, 5));
    KeptStore before = new KeptStore();
    before.commit(stands);
    KeptStore store = before.reopened();
    try (var consumer = new Silent()) {
      MappingFollower.follow(
              consumer,
              Map.of(MAPPINGS, Topic.MAPPINGS, CODEBOOKS, Topic.CODEBOOKS),
              Map.of(),
              store)
          .close();
    }
    assertThat(store.reopened().positions()).isEqualTo(stands);
  }

  /** A consumer whose brokers went away once it was told where to read. */
  private static final class Silent extends MockConsumer<byte[], byte[]> {
    Silent() {
      super("earliest");
      assign(List.of(MAPPINGS, CODEBOOKS));
      updateBeginningOffsets(Map.of(MAPPINGS, 0L, CODEBOOKS, 0L));
      updateEndOffsets(Map.of(MAPPINGS, 9L, CODEBOOKS, 9L));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      throw new DisconnectException("on purpose");
    }
  }

  @Test
  void readsWholeTransactionsWhateverThePropertiesSay() {
    Properties defaults = new Properties();
    defaults.setProperty("client.id", "host-1");
    Properties properties = new Properties(defaults);
    properties.setProperty("isolation.level", "read_uncommitted");
    properties.setProperty("group.id", "group");
    properties.put("fetch.max.bytes", 1024);
    assertThat(MappingFollower.readingWhole(properties))
        .containsEntry("client.id", "host-1")
        .containsEntry("fetch.max.bytes", 1024)
        .containsEntry("isolation.level", "read_committed")
        .doesNotContainKey("group.id");
  }
}
