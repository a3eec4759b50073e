package io.saec.client;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.client.store.MemoryStore;
import io.saec.client.store.StoreException;
import io.saec.client.store.ViewStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows both topics into a view, on one thread named {@code saec-follower}: from their beginning,
 * or from where its {@link ViewStore} stands.
 *
 * <ol>
 *   <li>{@link #start} finds the partitions and notes where they end; it fails if it cannot. What
 *       the store has kept of an earlier time shows at once.
 *   <li>The thread reads up to there, and only then shows a version that is new.
 *   <li>It goes on reading. Where what it read does not match, the field stays at its last good
 *       version, and the topics are read once more from their beginning, by this thread and for
 *       that field; once that has come as far, the field shows what was read then, if it is whole.
 *       Meanwhile the other fields stay as they are too. If the topics themselves are damaged, this
 *       is tried again every {@link #PAUSE}, until a later version is whole.
 *   <li>A store that outlives the process keeps what was read every second or {@value
 *       #COMMIT_RECORDS} records, and when the reading ends.
 *   <li>What Kafka calls retriable is waited out; anything else ends the reading, a topic that was
 *       recreated and a store that fails among it: the view stays as it is, {@link #failure} says
 *       why, and the log too.
 *   <li>{@link #close} ends the reading; the view stays as it is. The store is the caller's to
 *       close, once nobody looks up any more.
 * </ol>
 *
 * <p>It belongs to no consumer group and commits nothing: every host reads everything. Where the
 * mapping topic is compacted while it is first being read, an early version could show a mapping
 * that a later one took the place of; {@code min.compaction.lag.ms} above the time that takes rules
 * it out. Partitions added after the start are not seen. (thread safe)
 */
public final class MappingFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MappingFollower.class);

  /** From one reading again to the next, so that it stays a small part of the work. */
  static final Duration PAUSE = Duration.ofMinutes(5);

  private static final Comparator<Position> BY_PLACE =
      Comparator.comparing(Position::topic).thenComparing(Position::partition);
  private static final int COMMIT_RECORDS = 50_000;
  private static final Duration COMMIT = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Topic> partitions;
  private final Map<TopicPartition, Long> endsAtStart;
  private final Map<String, UUID> topicIds;
  private final ViewUpdater updater;
  private final ProblemLog hiccups = new ProblemLog(System::nanoTime);
  private final Thread thread;

  private boolean caughtUp;
  private @Nullable SecondReading again;
  private long mayReadAgainAt = System.nanoTime();
  private int uncommitted;
  private long committedAt = System.nanoTime();
  private volatile Map<TopicPartition, Long> positions = Map.of();
  private volatile long lag = Long.MAX_VALUE;
  private volatile boolean closing;
  private volatile @Nullable Throwable failure;

  /**
   * Some fields read again, as far as the first reading had come when that began.
   *
   * @param ends how far, exclusive, by partition; the first reading goes on from there
   */
  private record SecondReading(ViewUpdater updater, Map<TopicPartition, Long> ends) {}

  private MappingFollower(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Topic> partitions,
      Map<String, UUID> topicIds,
      Map<TopicPartition, Long> endsAtStart,
      ViewUpdater updater) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.topicIds = topicIds;
    this.endsAtStart = endsAtStart;
    this.updater = updater;
    this.thread = new Thread(this::run, "saec-follower");
    this.thread.setDaemon(true);
  }

  /** Starts to follow from the beginning of the topics, in memory. */
  public static MappingFollower start(
      Properties properties, String mappingTopic, String codebookTopic) {
    return start(properties, mappingTopic, codebookTopic, new MemoryStore());
  }

  /**
   * Starts to follow.
   *
   * @param properties of the Kafka consumer: {@code bootstrap.servers} at least; how records are
   *     read (isolation, group, offsets, deserializers) is set here whatever they say. {@code
   *     default.api.timeout.ms} is how long a broker may take to answer
   * @param mappingTopic name of the topic of mappings and seals
   * @param codebookTopic name of the topic of centroids and manifests
   * @param store where to keep what is read, and where it may stand already
   * @throws KafkaException if no broker can be reached, naming the servers, or a topic does not
   *     exist, naming it
   * @throws StoreException if the store stands at a place that the topics do not have: they were
   *     recreated, or records were deleted
   */
  public static MappingFollower start(
      Properties properties, String mappingTopic, String codebookTopic, ViewStore store) {
    Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(readingWhole(properties));
    String servers = properties.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
    try {
      Map<TopicPartition, Topic> partitions = new HashMap<>();
      partitionsOf(consumer, mappingTopic).forEach(p -> partitions.put(p, Topic.MAPPINGS));
      partitionsOf(consumer, codebookTopic).forEach(p -> partitions.put(p, Topic.CODEBOOKS));
      Map<String, UUID> topicIds = topicIds(properties, List.of(mappingTopic, codebookTopic));
      consumer.assign(partitions.keySet());
      return follow(consumer, partitions, topicIds, store);
    } catch (TimeoutException e) {
      consumer.close();
      throw new KafkaException("no answer from the brokers at " + servers, e);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Follows with a consumer that has the partitions.
   *
   * @param topicIds by topic; without those that are not known
   */
  static MappingFollower follow(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Topic> partitions,
      Map<String, UUID> topicIds,
      ViewStore store) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet());
    ViewUpdater updater = new ViewUpdater(store);
    var follower = new MappingFollower(consumer, partitions, topicIds, ends, updater);
    // Before the thread has read anything too, a commit or a snapshot is of where it stands.
    follower.positions = new Resumption(consumer, partitions, topicIds, ends).seek(store, updater);
    follower.thread.start();
    return follower;
  }

  /** What tells a topic from another that had its name before. */
  private static Map<String, UUID> topicIds(Properties properties, List<String> topics) {
    Properties ofAdmin = copyOf(properties);
    // An admin client wants it above request.timeout.ms; the brokers have just answered anyway.
    ofAdmin.remove(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
    try (Admin admin = Admin.create(ofAdmin)) {
      return admin.describeTopics(topics).allTopicNames().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, topic -> idOf(topic.getValue())));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static UUID idOf(TopicDescription topic) {
    Uuid id = topic.topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /** All properties, those that are the defaults of others too. */
  private static Properties copyOf(Properties properties) {
    Properties all = new Properties();
    properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
    all.putAll(properties);
    return all;
  }

  /** The user's properties and, over them, those that the view's promises rest on. */
  static Properties readingWhole(Properties properties) {
    Properties all = copyOf(properties);
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return all;
  }

  private static List<TopicPartition> partitionsOf(
      Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo partition : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, partition.partition()));
    }
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("topic '" + topic + "' does not exist");
    }
    return partitions;
  }

  /** What has been read so far. It outlives the follower. */
  public MappingView view() {
    return updater.view();
  }

  /**
   * The field's version in force as a whole, to be written as a snapshot: features, clusters,
   * centroids, and from where on who has it must read the topics. While the reading goes on, later
   * arrivals at the version may show, and once the field has gone on to another version its {@link
   * SealedField#forEach} fails; after {@link #close} it stays as it is.
   *
   * @return empty if the field has no version yet
   */
  public Optional<SealedField> sealed(String field) {
    return updater.sealed(field, read());
  }

  private List<Read> read() {
    return positions.entrySet().stream()
        .map(read -> new Read(topicOf(read.getKey()), position(read)))
        .sorted(Comparator.comparing(Read::position, BY_PLACE))
        .toList();
  }

  private Topic topicOf(TopicPartition partition) {
    return Objects.requireNonNull(partitions.get(partition));
  }

  private Position position(Map.Entry<TopicPartition, Long> read) {
    String topic = read.getKey().topic();
    return new Position(
        topic,
        topicIds.getOrDefault(topic, Position.NO_TOPIC_ID),
        read.getKey().partition(),
        read.getValue());
  }

  /**
   * Committed records that the topics hold and the view does not have yet, as of the last answer
   * from the brokers; transaction markers count as records. While fields are read again, it counts
   * from where that is. {@link Long#MAX_VALUE} before the first reading.
   */
  public long lag() {
    return lag;
  }

  /**
   * Whether everything before these offsets is in the view.
   *
   * @throws IllegalArgumentException naming the partition, if one is not followed
   */
  public boolean caughtUpTo(Map<TopicPartition, Long> offsets) {
    for (TopicPartition partition : offsets.keySet()) {
      if (!partitions.containsKey(partition)) {
        throw new IllegalArgumentException("partition " + partition + " is not followed");
      }
    }
    return reach(positions, offsets);
  }

  private static boolean reach(
      Map<TopicPartition, Long> positions, Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .allMatch(offset -> positions.getOrDefault(offset.getKey(), 0L) >= offset.getValue());
  }

  /** What ended the reading, empty while it goes on and after {@link #close}. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Problems so far, of all fields and of none; see {@link FieldStatus#problems}. */
  public long problems() {
    return updater.problems();
  }

  /** The newest problem, empty if there was none. */
  public Optional<String> lastProblem() {
    return Optional.ofNullable(updater.lastProblem());
  }

  /** Ends the reading and waits for the thread, ten seconds at most. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closing) {
        readSome();
      }
      commit();
    } catch (Throwable e) {
      failure = e;
      LOG.error("no longer following {}: the view stays as it is", partitions.keySet(), e);
    } finally {
      updater.end();
      consumer.close();
    }
  }

  private void readSome() {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (TopicPartition partition : records.partitions()) {
        Topic topic = partitions.get(partition);
        if (topic != null) {
          take(topic, partition, records.records(partition));
        }
      }
      notePositions();
      uncommitted += records.count();
      if (uncommitted >= COMMIT_RECORDS
          || (uncommitted > 0 && System.nanoTime() - committedAt >= COMMIT.toNanos())) {
        commit();
      }
      if (again == null && caughtUp) {
        readAgain();
      }
    } catch (RetriableException e) {
      hiccups.say("reading goes on after " + e);
    }
  }

  private void commit() {
    updater.commit(read().stream().map(Read::position).toList());
    uncommitted = 0;
    committedAt = System.nanoTime();
  }

  private void take(
      Topic topic, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    SecondReading second = again;
    long from = second == null ? 0 : second.ends().getOrDefault(partition, 0L);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() >= from) {
        apply(updater, topic, record);
      }
      if (second != null) {
        apply(second.updater(), topic, record);
      }
    }
  }

  private static void apply(ViewUpdater to, Topic topic, ConsumerRecord<byte[], byte[]> record) {
    to.apply(topic, record.key(), record.value(), record.partition(), record.offset());
  }

  private void readAgain() {
    Set<String> damaged = updater.damaged();
    long now = System.nanoTime();
    if (damaged.isEmpty() || now - mayReadAgainAt < 0) {
      return;
    }
    mayReadAgainAt = now + PAUSE.toNanos();
    LOG.warn("reading the topics again for fields {}", damaged);
    again = new SecondReading(updater.again(damaged), positions);
    consumer.seekToBeginning(partitions.keySet());
  }

  private void heal(SecondReading second) {
    Set<String> healed = updater.adopt(second.updater());
    LOG.info("read the topics again: whole now are fields {}", healed);
    again = null;
  }

  private void notePositions() {
    Map<TopicPartition, Long> now = new HashMap<>();
    long behind = 0;
    for (TopicPartition partition : partitions.keySet()) {
      long position = consumer.position(partition);
      OptionalLong known = consumer.currentLag(partition);
      now.put(partition, position);
      // Before the first answer for a partition, its end at the start is the best that is known.
      behind += known.orElse(Math.max(0, endsAtStart.getOrDefault(partition, position) - position));
    }
    // The view before the numbers, so that whoever waits for these finds what they speak of.
    if (!caughtUp && reach(now, endsAtStart)) {
      caughtUp = true;
      updater.caughtUp();
    }
    if (again != null && reach(now, again.ends())) {
      heal(again);
    }
    // Where the first reading stands, however far back the second one is.
    positions = again == null ? Map.copyOf(now) : again.ends();
    lag = behind;
  }
}
