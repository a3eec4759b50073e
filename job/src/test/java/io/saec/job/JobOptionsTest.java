package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Effort;
import io.saec.clustering.Weighting;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Budget;
import io.saec.model.Encoding;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.state.FeatureRecord;
import io.saec.state.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobOptionsTest {
  private static final Map<String, String> LEAST = Map.of("fields.item.dimension", "16");

  private static Map<String, String> with(String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>(LEAST);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return options;
  }

  private static FieldRules field(Map<String, String> options, String name) {
    FieldRules field = JobOptions.read(options).rules().fields().find(name);
    assertThat(field).isNotNull();
    return field == null ? FieldRules.of("", 0, new ClusterCount(0, 0, 0, 0)) : field;
  }

  // ---- what is read ----

  @Test
  void defaults() {
    JobSettings settings = JobOptions.read(LEAST);

    Rules rules = settings.rules();
    assertThat(rules.fields().dimensions()).isEqualTo(Map.of("item", 16));
    assertThat(rules.shards()).isEqualTo(128);
    assertThat(rules.window()).isEqualTo(new Window(3_600_000, 7 * 24));
    assertThat(rules.ttl()).isEqualTo(FeatureRecord.NEVER);
    assertThat(rules.end()).isEqualTo(Long.MAX_VALUE);
    assertThat(rules.headCoverage()).isEqualTo(0.8);
    assertThat(rules.interval()).isEqualTo(24);
    assertThat(rules.clustering())
        .isEqualTo(
            new ClusteringOptions(20, Encoding.INT8, 4, Weighting.FREQUENCY, Effort.DEFAULT));
    assertThat(rules.budget()).isEqualTo(new Budget.Ratio(27));
    assertThat(rules.accounting()).isEqualTo(new Accounting(Accounting.PACKED, 0, 4));
    assertThat(field(LEAST, "item").clusters())
        .as("the most that 27x could buy: a coded centroid takes an eighth of its feature")
        .isEqualTo(new ClusterCount(0, 8 / 27.0, 64, 65_536, true));
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.kafka().topics())
        .isEqualTo(
            new Topics(
                "feature-events",
                "mapping-updates",
                "codebooks",
                "feature-events-dead",
                true,
                8,
                (short) -1));
    assertThat(settings.allowedSkew()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.idleAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.deadLetterBytes()).isEqualTo(12 << 20);
    assertThat(settings.flink()).isEmpty();
  }

  @Test
  void fieldsHaveTheirOwnDimensionsAndClusters() {
    Map<String, String> options =
        with(
            "fields.user.dimension", "3",
            "fields.user.clusters", "2.5%",
            "fields.shop.item-id_2.dimension", "65536",
            "fields.shop.item-id_2.clusters", "17",
            "clusters", "100%",
            "clusters.floor", "0",
            "clusters.cap", "20");

    assertThat(JobOptions.read(options).rules().fields().dimensions())
        .isEqualTo(Map.of("item", 16, "user", 3, "shop.item-id_2", 65_536));
    assertThat(field(options, "item").clusters()).isEqualTo(new ClusterCount(0, 1, 0, 20));
    assertThat(field(options, "user").clusters()).isEqualTo(new ClusterCount(0, 0.025, 0, 20));
    assertThat(field(options, "shop.item-id_2").clusters())
        .isEqualTo(new ClusterCount(17, 0, 0, 20));
  }

  @Test
  void aBudgetInBytesIsTheMostThatAnyFieldCanTake() {
    Map<String, String> options =
        with("compression.budget", "64 kb", "codebooks.encoding", "fp16", "clusters.floor", "3");

    assertThat(JobOptions.read(options).rules().budget()).isEqualTo(new Budget.Bytes(65_536));
    assertThat(field(options, "item").clusters())
        .isEqualTo(new ClusterCount(65_536 / 32, 0, 3, 65_536, true));
  }

  @Test
  void valuesAreCodedAndCountedAlike() {
    Rules rules = JobOptions.read(with("codebooks.value-bits", "4")).rules();

    assertThat(rules.clustering().valueBits()).isEqualTo(4);
    assertThat(rules.accounting()).isEqualTo(new Accounting(Accounting.PACKED, 0, 4));
    Rules byDefault = JobOptions.read(with()).rules();
    assertThat(byDefault.clustering().valueBits()).as("at 27x").isEqualTo(4);
    assertThat(byDefault.accounting().valueBits()).isEqualTo(4);
    Rules little = JobOptions.read(with("compression.budget", "5x")).rules();
    assertThat(little.clustering().valueBits()).isEqualTo(6);
    Rules halves = JobOptions.read(with("codebooks.encoding", "fp16")).rules();
    assertThat(halves.accounting().valueBits()).isEqualTo(16);
    for (String bits : new String[] {"1", "9", "44", "four", ""}) {
      assertThatThrownBy(() -> JobOptions.read(with("codebooks.value-bits", bits)))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("codebooks.value-bits: '" + bits + "' is not allowed here");
    }
    assertThatThrownBy(
            () -> JobOptions.read(with("codebooks.value-bits", "4", "codebooks.encoding", "fp16")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("codebooks.value-bits: '4' is not allowed here")
        .hasMessageContaining("budget or 8 where the encoding is another");
  }

  @Test
  void bytesAreCountedAsAsked() {
    Map<String, String> options =
        with(
            "compression.ids", "1-byte",
            "compression.key-bytes", "8",
            "codebooks.encoding", "fp32",
            "fields.user.dimension", "3",
            "fields.user.clusters", "1000");

    assertThat(JobOptions.read(options).rules().accounting()).isEqualTo(new Accounting(1, 8, 32));
    assertThat(field(options, "user").clusters().of(5_000))
        .as("no more clusters than ids can name")
        .isEqualTo(256);
  }

  @Test
  void timesAreCountedInSlides() {
    Rules rules =
        JobOptions.read(
                with(
                    "window.slide", "10 min",
                    "window.width", "1 h",
                    "reclustering.interval", "30 min",
                    "expiry.ttl", "61 min",
                    "stream.end", "2026-01-01T00:19:59Z"))
            .rules();

    assertThat(rules.window()).isEqualTo(new Window(600_000, 6));
    assertThat(rules.interval()).isEqualTo(3);
    assertThat(rules.ttl()).as("not a moment too early").isEqualTo(7);
    assertThat(rules.end())
        .as("the last boundary that is not after it")
        .isEqualTo(Instant.parse("2026-01-01T00:10:00Z").toEpochMilli() / 600_000);
  }

  @Test
  void whatIsBelowAPrefixIsHandedOn() {
    JobSettings settings =
        JobOptions.read(
            with(
                "kafka.properties.security.protocol", "SASL_SSL",
                "kafka.bootstrap-servers", "a:1,b:2",
                "flink.parallelism.default", "3"));

    assertThat(settings.flink()).isEqualTo(Map.of("parallelism.default", "3"));
    assertThat(settings.kafka().clientProperties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("bootstrap.servers", "a:1,b:2");
  }

  @Test
  void aReaderNeedsNoFields() {
    assertThat(JobOptions.readKafka(Map.of("topics.mapping", "m")).topics().mapping())
        .isEqualTo("m");
  }

  // ---- what is refused: key, value, and what is allowed ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kafka.transaction-timeout | soon         | longer than any restart takes",
        "kafka.transaction-timeout | 999 ms       | longer than any restart takes",
        "topics.create             | perhaps      | true or false",
        "topics.partitions         | 0            | at least 1",
        "topics.partitions         | many         | at least 1",
        "topics.replication        | -2           | -1: the broker's",
        "topics.replication        | 32768        | -1: the broker's",
        "events.allowed-skew       | -1 s         | how far ts may lie ahead",
        "events.allowed-skew       | 1 fortnight  | how far ts may lie ahead",
        "events.allowed-skew       | 999999999999 d | how far ts may lie ahead",
        "events.max-size           | 0 b          | the longest event record",
        "events.max-size           | 2 gb         | the longest event record",
        "events.max-size           | large        | the longest event record",
        "events.out-of-orderness   | x            | still on time",
        "events.idle-after         | -1 s         | 0 s to wait for ever",
        "dead-letters.max-size     | 0 b          | that are kept",
        "shards                    | 0            | 1 to 65536",
        "shards                    | 65537        | 1 to 65536",
        "shards                    | 1.5          | 1 to 65536",
        "shards                    | 99999999999  | 1 to 65536",
        "window.slide              | 0 s          | time between two boundaries",
        "window.slide              | 999 us       | time between two boundaries",
        "window.slide              | 1500 us      | time between two boundaries",
        "window.slide              | 999999999999 d | time between two boundaries",
        "window.width              | 90 min       | a multiple of the slide",
        "window.width              | 59 min       | a multiple of the slide",
        "window.width              | 99999999 d   | a multiple of the slide",
        "window.width              | 999999999999 d | a multiple of the slide",
        "expiry.ttl                | -1 s         | 0 s for never",
        "expiry.ttl                | 999999999999 d | 0 s for never",
        "stream.end                | tomorrow     | ISO 8601",
        "stream.end                | 2026-01-01   | ISO 8601",
        "stream.end                | +1000000000-12-31T23:59:59Z | ISO 8601",
        "head.coverage             | 0            | above 0 to 1",
        "head.coverage             | 1.01         | above 0 to 1",
        "head.coverage             | NaN          | above 0 to 1",
        "head.max-features         | 0            | at least 1",
        "head.weight               | cube         | frequency, sqrt or log",
        "admission.count           | -1           | occurrences in the window",
        "compression.budget        | 0x           | such as 27x",
        "compression.budget        | 0.5x         | such as 27x",
        "compression.budget        | x            | such as 27x",
        "compression.budget        | Infinityx    | such as 27x",
        "compression.budget        | 1e3x         | such as 27x",
        "compression.budget        | 0 mb         | such as 64 mb",
        "compression.budget        | small        | such as 64 mb",
        "compression.ids           | 5-byte       | packed",
        "compression.key-bytes     | -1           | 0 to 1024",
        "compression.key-bytes     | 1025         | 0 to 1024",
        "clusters                  | 0            | a number of at least 1, or a share",
        "clusters                  | -5%          | a number of at least 1, or a share",
        "clusters                  | 0%           | a number of at least 1, or a share",
        "clusters                  | 101%         | a number of at least 1, or a share",
        "clusters                  | NaN%         | a number of at least 1, or a share",
        "clusters                  | %            | a number of at least 1, or a share",
        "clusters                  | 0.5          | a number of at least 1, or a share",
        "clusters.floor            | -1           | at least 0",
        "clusters.cap              | 0            | at least 1",
        "reclustering.interval     | 61 min       | a multiple of the slide",
        "reclustering.interval     | 0 s          | a multiple of the slide",
        "reclustering.distortion-rise | -0.1      | at least 0",
        "reclustering.distortion-rise | NaN       | at least 0",
        "reclustering.growth       | 1            | above 1",
        "reclustering.least-gain   | -0.1         | 0 to 1",
        "reclustering.iterations   | 0            | at least 1",
        "reclustering.threads      | 0            | at least 1",
        "codebooks.encoding        | fp64         | int8, fp16 or fp32",
        "codebooks.encoding        | INT8         | int8, fp16 or fp32",
        "assignment.tolerance      | -1           | at least 0",
        "assignment.hysteresis     | 1.5          | 0 to 1",
        "combine.max-features      | 0            | at least 1",
        "combine.max-time          | 0 s          | longest time that one is held",
        "fields.item.dimension     | 0            | 1 to 65536",
        "fields.item.dimension     | 65537        | 1 to 65536",
        "fields.item.dimension     | wide         | 1 to 65536",
        "fields.item.clusters      | none         | a number of at least 1, or a share",
      })
  void wrongValues(String key, String value, String allowed) {
    assertThatThrownBy(() -> JobOptions.read(with(key, value)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            key.contains("fields.item.clusters") ? key : key + ": '" + value + "'")
        .hasMessageContaining("'" + value + "'")
        .hasMessageContaining(allowed)
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "window.slid, window.slide",
    "shard, shards",
    "reclustering.intervall, reclustering.interval",
    "topics.dead-letter, topics.dead-letters",
    "Clusters, clusters"
  })
  void unknownKeysNameTheNearest(String key, String nearest) {
    assertThatThrownBy(() -> JobOptions.read(with(key, "7")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(
            key + ": 7 - there is no such option; the nearest is " + nearest + ",")
        .hasMessageContaining("--options lists all");
  }

  @Test
  void fieldsThatAreNone() {
    assertThatThrownBy(() -> JobOptions.read(Map.of()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no fields")
        .hasMessageContaining("fields.item.dimension: 16");
    assertThatThrownBy(() -> JobOptions.read(with("fields.user.clusters", "3")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("fields.user.dimension")
        .hasMessageContaining("1 to 65536");
    assertThatThrownBy(() -> JobOptions.read(with("fields.it/em.dimension", "3")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("'it/em'")
        .hasMessageContaining("A-Z a-z 0-9");
    assertThatThrownBy(() -> JobOptions.read(with("fields.item.dimensions", "3")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("fields.item.dimensions is not an option")
        .hasMessageContaining("dimension and clusters");
    assertThatThrownBy(() -> JobOptions.read(with("fields.item", "3")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("dimension and clusters");
  }

  @Test
  void topicsThatAreTheSame() {
    assertThatThrownBy(() -> JobOptions.read(with("topics.mapping", "t", "topics.codebooks", "t")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("topics.codebooks: 't'")
        .hasMessageContaining("topics.mapping");
    assertThatThrownBy(() -> JobOptions.read(with("topics.dead-letters", "feature-events")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("topics.dead-letters: 'feature-events'")
        .hasMessageContaining("topics.events");
  }

  // ---- the command line ----

  @Test
  void theCommandLineGoesOverTheFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("saec.yaml"), "shards: 7\nclusters: 3%\n");

    assertThat(SaecJob.options(new String[] {"-Dshards=9", "--config", file.toString(), "-Dx=a=b"}))
        .isEqualTo(Map.of("shards", "9", "clusters", "3%", "x", "a=b"));
  }

  @ParameterizedTest
  @CsvSource({"--config", "-Dshards", "-D=3", "saec.yaml"})
  void argumentsThatAreNone(String argument) {
    assertThatThrownBy(() -> SaecJob.options(new String[] {argument}))
        .isInstanceOf(UserError.class)
        .hasMessage("'" + argument + "' is neither --config FILE nor -Dkey=value");
  }
}
