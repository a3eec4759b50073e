package io.saec.job;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Effort;
import io.saec.clustering.Weighting;
import io.saec.clustering.budget.ValueBits;
import io.saec.model.FieldShard;
import io.saec.model.Names;
import io.saec.operators.FieldRules;
import io.saec.operators.Fields;
import io.saec.operators.Rules;
import io.saec.state.FeatureRecord;
import io.saec.state.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * Every option of the job: key, type, default and what it does. The keys are a contract with every
 * configuration file; docs/options.md is made from this list.
 */
public final class JobOptions {
  /** Keys below it describe fields: {@code fields.item.dimension}, {@code fields.item.clusters}. */
  static final String FIELDS = "fields.";

  /** Keys below it go to every Kafka client. */
  static final String KAFKA_PROPERTIES = "kafka.properties.";

  /** Keys below it go to Flink. */
  static final String FLINK = "flink.";

  static final String BY_BUDGET = "budget";

  private static final String CLUSTERS_ALLOWED =
      "budget, or a number of at least 1, or a share of its features above 0% and up to 100%, such"
          + " as 5%";

  static final ConfigOption<String> BOOTSTRAP_SERVERS =
      text("kafka.bootstrap-servers", "localhost:9092", "where Kafka answers, host:port,host:port");
  static final ConfigOption<String> GROUP =
      text("kafka.group", "saec", "consumer group that offsets are committed under");
  static final ConfigOption<String> TRANSACTION_PREFIX =
      text("kafka.transaction-prefix", "saec", "one of its own for each job on a Kafka cluster");
  static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      duration(
          "kafka.transaction-timeout",
          Duration.ofMinutes(15),
          "longer than any restart takes, no longer than the broker's transaction.max.timeout.ms");

  static final ConfigOption<String> EVENTS_TOPIC =
      text("topics.events", "feature-events", "topic the events come from");
  static final ConfigOption<String> MAPPING_TOPIC =
      text("topics.mapping", "mapping-updates", "topic the mapping goes to");
  static final ConfigOption<String> CODEBOOKS_TOPIC =
      text("topics.codebooks", "codebooks", "topic the centroids go to");
  static final ConfigOption<String> DEAD_LETTERS_TOPIC =
      text("topics.dead-letters", "feature-events-dead", "topic for what could not be taken");
  static final ConfigOption<Boolean> CREATE_TOPICS =
      ConfigOptions.key("topics.create")
          .booleanType()
          .defaultValue(true)
          .withDescription("whether missing topics are created: true or false");
  static final ConfigOption<Integer> PARTITIONS =
      integer("topics.partitions", 8, "partitions of a topic that is created, at least 1");
  static final ConfigOption<Integer> REPLICATION =
      integer("topics.replication", -1, "replicas of a topic that is created, -1: the broker's");

  static final ConfigOption<Duration> ALLOWED_SKEW =
      duration(
          "events.allowed-skew",
          Duration.ofMinutes(1),
          "how far ts may lie ahead of the record's own Kafka timestamp");
  static final ConfigOption<MemorySize> MAX_EVENT_BYTES =
      size("events.max-size", MemorySize.ofMebiBytes(1), "the longest event record");
  static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      duration(
          "events.out-of-orderness",
          Duration.ofSeconds(10),
          "how late within its partition an event is still on time");
  static final ConfigOption<Duration> IDLE_AFTER =
      duration(
          "events.idle-after",
          Duration.ofMinutes(1),
          "a partition without records for so long no longer holds event time back, and what comes "
              + "of it later may be late; 0 s to wait for ever");
  static final ConfigOption<MemorySize> DEAD_LETTER_BYTES =
      size(
          "dead-letters.max-size",
          MemorySize.ofMebiBytes(12),
          "bytes of key and value together that are kept");

  static final ConfigOption<Integer> SHARDS =
      integer("shards", 128, "parts of a field, 1 to 65536; cannot change once there is state");
  static final ConfigOption<Duration> SLIDE =
      duration(
          "window.slide",
          Duration.ofHours(1),
          "time between two boundaries, whole milliseconds; cannot change once there is state");
  static final ConfigOption<Duration> WIDTH =
      duration(
          "window.width", Duration.ofDays(7), "what frequencies count, a multiple of the slide");
  static final ConfigOption<Duration> TTL =
      duration(
          "expiry.ttl",
          Duration.ZERO,
          "a feature without an event for so long, and out of the window, goes; 0 s for never");
  static final ConfigOption<String> END =
      text("stream.end", "", "event time of the last boundary, ISO 8601; empty: there is none");

  static final ConfigOption<Double> HEAD_COVERAGE =
      number("head.coverage", 0.8, "share of a field's occurrences to cluster by, above 0 to 1");
  static final ConfigOption<Integer> HEAD_FEATURES =
      integer("head.max-features", 100_000, "the most features to cluster by, at least 1");
  static final ConfigOption<String> HEAD_WEIGHT =
      text(
          "head.weight",
          Weighting.FREQUENCY.word(),
          "how much features count in k-means by their frequency: frequency, sqrt or log");
  static final ConfigOption<Integer> ADMISSION =
      integer(
          "admission.count",
          0,
          "occurrences in the window from which on a feature is mapped, at the next boundary; 0 to"
              + " map all, at once");
  static final ConfigOption<String> CLUSTERS =
      text("clusters", BY_BUDGET, "clusters a field: " + CLUSTERS_ALLOWED);
  static final ConfigOption<String> BUDGET =
      text(
          "compression.budget",
          "27x",
          "what all fields with clusters: budget may take together: how many times less than their"
              + " live features in float32, such as 27x, or bytes, such as 64 mb");
  static final ConfigOption<String> IDS =
      text(
          "compression.ids",
          "packed",
          "how a cluster id is counted: packed, in as many bits as the clusters need, or 1-byte to"
              + " 4-byte");
  static final ConfigOption<Integer> KEY_BYTES =
      integer(
          "compression.key-bytes",
          0,
          "bytes of a feature's key that are counted on both sides, 0 to 1024");
  static final ConfigOption<Integer> CLUSTERS_FLOOR =
      integer("clusters.floor", 64, "up to so many features keep a vector each, at least 0");
  static final ConfigOption<Integer> CLUSTERS_CAP =
      integer("clusters.cap", 65_536, "the most clusters of a field, at least 1");
  static final ConfigOption<Duration> INTERVAL =
      duration(
          "reclustering.interval",
          Duration.ofDays(1),
          "time from one re-clustering to the next, a multiple of the slide");
  static final ConfigOption<Double> DISTORTION_RISE =
      number(
          "reclustering.distortion-rise",
          0.05,
          "rise of the distortion since then that brings the next one forward, to a quarter of the"
              + " interval at the soonest; at least 0");
  static final ConfigOption<Double> GROWTH =
      number(
          "reclustering.growth",
          1.5,
          "factor of growth since then that brings the next one forward, above 1");
  static final ConfigOption<Double> LEAST_GAIN =
      number(
          "reclustering.least-gain",
          0.002,
          "distortion that a new codebook must take away to be published, 0 to 1");
  static final ConfigOption<Integer> ITERATIONS =
      integer("reclustering.iterations", 20, "of k-means at the most, at least 1");
  static final ConfigOption<Integer> THREADS =
      integer("reclustering.threads", 1, "fields a subtask re-clusters at a time, at least 1");
  static final ConfigOption<Integer> FIELD_THREADS =
      integer(
          "reclustering.field-threads",
          1,
          "threads that re-cluster one field, at least 1; no more than cores, and the same result");
  static final ConfigOption<MemorySize> BOUNDS_MEMORY =
      size(
          "reclustering.bounds-memory",
          MemorySize.ofMebiBytes(256),
          "heap for bounds while a field is re-clustered, 4 bytes for each feature of the head and 64"
              + " clusters; a field that would need more has bounds of more clusters each, which spare"
              + " less");
  static final ConfigOption<String> ENCODING =
      text("codebooks.encoding", "int8", "grid of the centroids: int8, fp16 or fp32");
  static final ConfigOption<String> VALUE_BITS =
      text(
          "codebooks.value-bits",
          ValueBits.BY_BUDGET,
          "bits that a value of an int8 centroid takes on the average, coded, 2 to 7; 8 for a byte"
              + " each, not coded; budget for what suits compression.budget: 8 below 5x, 6 below 7x,"
              + " 5 below 10x, else 4; budget or 8 where the encoding is another");
  static final ConfigOption<Double> TOLERANCE =
      number(
          "assignment.tolerance",
          0.5,
          "move of an embedding, as a share of its length, that maps its feature anew, at least 0");
  static final ConfigOption<Double> HYSTERESIS =
      number(
          "assignment.hysteresis",
          0.1,
          "share of its squared distance a feature must gain to change its cluster, 0 to 1");
  static final ConfigOption<Integer> BUNDLE_SIZE =
      integer("combine.max-features", 5_000, "features folded before the shuffle, at least 1");
  static final ConfigOption<Duration> BUNDLE_TIME =
      duration("combine.max-time", Duration.ofMillis(100), "longest time that one is held");

  /** All options but those of fields, Kafka clients and Flink, in the order of the document. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          GROUP,
          TRANSACTION_PREFIX,
          TRANSACTION_TIMEOUT,
          EVENTS_TOPIC,
          MAPPING_TOPIC,
          CODEBOOKS_TOPIC,
          DEAD_LETTERS_TOPIC,
          CREATE_TOPICS,
          PARTITIONS,
          REPLICATION,
          ALLOWED_SKEW,
          MAX_EVENT_BYTES,
          OUT_OF_ORDERNESS,
          IDLE_AFTER,
          DEAD_LETTER_BYTES,
          SHARDS,
          SLIDE,
          WIDTH,
          TTL,
          END,
          HEAD_COVERAGE,
          HEAD_FEATURES,
          HEAD_WEIGHT,
          ADMISSION,
          CLUSTERS,
          CLUSTERS_FLOOR,
          CLUSTERS_CAP,
          BUDGET,
          IDS,
          KEY_BYTES,
          INTERVAL,
          DISTORTION_RISE,
          GROWTH,
          LEAST_GAIN,
          ITERATIONS,
          THREADS,
          FIELD_THREADS,
          BOUNDS_MEMORY,
          ENCODING,
          VALUE_BITS,
          TOLERANCE,
          HYSTERESIS,
          BUNDLE_SIZE,
          BUNDLE_TIME);

  private final OptionValues values;
  private final CompressionOptions compression;

  private JobOptions(OptionValues values) {
    this.values = values;
    this.compression = new CompressionOptions(values);
  }

  /**
   * Reads and checks the options.
   *
   * @param flat values by key
   * @throws UserError naming the key, the value and what is allowed
   */
  public static JobSettings read(Map<String, String> flat) {
    return checked(flat).settings();
  }

  /**
   * Reads what is needed to follow the job's topics; fields need not be given.
   *
   * @param flat values by key
   * @throws UserError naming the key, the value and what is allowed
   */
  public static KafkaSettings readKafka(Map<String, String> flat) {
    return checked(flat).kafka();
  }

  private static JobOptions checked(Map<String, String> flat) {
    OptionValues values = new OptionValues(flat);
    values.refuseUnknown(ALL, List.of(FIELDS, KAFKA_PROPERTIES, FLINK));
    return new JobOptions(values);
  }

  private JobSettings settings() {
    return new JobSettings(
        rules(),
        kafka(),
        values.atLeast(ALLOWED_SKEW, Duration.ZERO),
        bytes(MAX_EVENT_BYTES),
        values.atLeast(OUT_OF_ORDERNESS, Duration.ZERO),
        values.atLeast(IDLE_AFTER, Duration.ZERO),
        bytes(DEAD_LETTER_BYTES),
        values.below(FLINK));
  }

  private KafkaSettings kafka() {
    return new KafkaSettings(
        values.get(BOOTSTRAP_SERVERS),
        values.get(GROUP),
        values.get(TRANSACTION_PREFIX),
        values.atLeast(TRANSACTION_TIMEOUT, Duration.ofSeconds(1)),
        values.below(KAFKA_PROPERTIES),
        topics());
  }

  private Topics topics() {
    refuseTheSame(List.of(EVENTS_TOPIC, MAPPING_TOPIC, CODEBOOKS_TOPIC, DEAD_LETTERS_TOPIC));
    return new Topics(
        values.get(EVENTS_TOPIC),
        values.get(MAPPING_TOPIC),
        values.get(CODEBOOKS_TOPIC),
        values.get(DEAD_LETTERS_TOPIC),
        values.get(CREATE_TOPICS),
        values.within(PARTITIONS, 1, 100_000),
        (short) values.within(REPLICATION, -1, Short.MAX_VALUE));
  }

  private void refuseTheSame(List<ConfigOption<String>> topics) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (ConfigOption<String> topic : topics) {
      String other = keys.putIfAbsent(values.get(topic), topic.key());
      if (other != null) {
        throw new UserError(
            topic.key()
                + ": '"
                + values.get(topic)
                + "' is what "
                + other
                + " is: each needs its own");
      }
    }
  }

  private Rules rules() {
    Duration slide = values.atLeast(SLIDE, Duration.ofMillis(1));
    if (!slide.equals(Duration.ofMillis(slide.toMillis()))) {
      throw values.wrong(SLIDE);
    }
    long panes = multiple(WIDTH, slide);
    Window window = new Window(slide.toMillis(), Math.toIntExact(panes));
    Duration ttl = values.atLeast(TTL, Duration.ZERO);
    return new Rules(
        fields(),
        values.within(SHARDS, 1, FieldShard.MAX_SHARDS),
        window,
        ttl.isZero() ? FeatureRecord.NEVER : ceilDivide(ttl, slide),
        end(window),
        values.within(HEAD_COVERAGE, Double.MIN_VALUE, 1),
        values.within(HEAD_FEATURES, 1, Integer.MAX_VALUE),
        values.within(ADMISSION, 0, Integer.MAX_VALUE),
        compression.budget(),
        compression.accounting(),
        Math.toIntExact(multiple(INTERVAL, slide)),
        values.within(DISTORTION_RISE, 0, Double.MAX_VALUE),
        values.within(GROWTH, Math.nextUp(1.0), Double.MAX_VALUE),
        values.within(LEAST_GAIN, 0, 1),
        values.within(TOLERANCE, 0, Double.MAX_VALUE),
        values.within(HYSTERESIS, 0, 1),
        new ClusteringOptions(
            values.within(ITERATIONS, 1, 10_000),
            compression.encoding(),
            compression.valueBits(),
            Weighting.of(values.get(HEAD_WEIGHT)).orElseThrow(() -> values.wrong(HEAD_WEIGHT)),
            new Effort(
                values.within(FIELD_THREADS, 1, 1_024), values.get(BOUNDS_MEMORY).getBytes())),
        values.within(THREADS, 1, 1_024),
        values.within(BUNDLE_SIZE, 1, Integer.MAX_VALUE),
        values.atLeast(BUNDLE_TIME, Duration.ofMillis(1)));
  }

  private long multiple(ConfigOption<Duration> option, Duration slide) {
    Duration duration = values.atLeast(option, slide);
    if (duration.toMillis() % slide.toMillis() != 0
        || duration.toMillis() / slide.toMillis() > Integer.MAX_VALUE) {
      throw values.wrong(option);
    }
    return duration.toMillis() / slide.toMillis();
  }

  private static long ceilDivide(Duration duration, Duration slide) {
    return -Math.floorDiv(-duration.toMillis(), slide.toMillis());
  }

  private long end(Window window) {
    String end = values.get(END);
    if (end.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      return window.boundaryAt(Instant.parse(end).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw values.wrong(END);
    }
  }

  private int bytes(ConfigOption<MemorySize> option) {
    long bytes = values.get(option).getBytes();
    if (bytes < 1 || bytes > Integer.MAX_VALUE / 2) {
      throw values.wrong(option);
    }
    return (int) bytes;
  }

  private Fields fields() {
    Map<String, Map<String, String>> byName = new LinkedHashMap<>();
    // In the order of names, so that the file's order has no say.
    new TreeMap<>(values.below(FIELDS))
        .forEach(
            (key, value) -> {
              int dot = key.lastIndexOf('.');
              String name = dot < 0 ? key : key.substring(0, dot);
              byName
                  .computeIfAbsent(name, field -> new LinkedHashMap<>())
                  .put(dot < 0 ? "" : key.substring(dot + 1), value);
            });
    if (byName.isEmpty()) {
      throw new UserError(
          "no fields: say for each what dimension its embeddings have, such as "
              + "fields.item.dimension: 16");
    }
    List<FieldRules> fields = new ArrayList<>();
    byName.forEach((name, options) -> fields.add(field(name, options)));
    try {
      return new Fields(fields);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private FieldRules field(String name, Map<String, String> options) {
    if (!Names.isField(name)) {
      throw new UserError(
          FIELDS
              + name
              + ": a field is named by 1 to 64 of A-Z a-z 0-9 _ . - , not '"
              + name
              + "'");
    }
    for (String option : options.keySet()) {
      if (!option.equals("dimension") && !option.equals("clusters")) {
        throw new UserError(
            FIELDS + name + "." + option + " is not an option: a field has dimension and clusters");
      }
    }
    int dimension =
        values.within(
            integer(FIELDS + name + ".dimension", 0, "length of its embeddings, 1 to 65536"),
            1,
            65_536);
    return FieldRules.of(
        name,
        dimension,
        compression.clusters(
            dimension,
            options.containsKey("clusters")
                ? text(FIELDS + name + ".clusters", "", CLUSTERS_ALLOWED)
                : CLUSTERS));
  }

  private static ConfigOption<String> text(String key, String byDefault, String what) {
    return ConfigOptions.key(key).stringType().defaultValue(byDefault).withDescription(what);
  }

  private static ConfigOption<Integer> integer(String key, int byDefault, String what) {
    return ConfigOptions.key(key).intType().defaultValue(byDefault).withDescription(what);
  }

  private static ConfigOption<Double> number(String key, double byDefault, String what) {
    return ConfigOptions.key(key).doubleType().defaultValue(byDefault).withDescription(what);
  }

  private static ConfigOption<Duration> duration(String key, Duration byDefault, String what) {
    return ConfigOptions.key(key).durationType().defaultValue(byDefault).withDescription(what);
  }

  private static ConfigOption<MemorySize> size(String key, MemorySize byDefault, String what) {
    return ConfigOptions.key(key).memoryType().defaultValue(byDefault).withDescription(what);
  }
}
