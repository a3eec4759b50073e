package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.cli.broker.EmbeddedBroker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Processes over a store that outlives them, or that begin with snapshots, each with the class path
 * that {@code ./saec} gives it.
 */
@Timeout(120)
class StoreITCase {
  private static final int FEATURES = 200;
  private static final int LIFETIME = 5;
  private static final Duration ROUND = Duration.ofMillis(20);
  private static final String SERVING = "serving at ";

  @TempDir private static Path brokerDir;
  private static EmbeddedBroker broker;

  @TempDir private Path dir;
  private Path store;
  private PublishedField field;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void publish(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName();
    store = dir.resolve("store");
    field =
        PublishedField.begin(broker.bootstrapServers(), name + "-mappings", name + "-codebooks");
  }

  @AfterEach
  void stop() {
    field.close();
  }

  @Test
  void aLookupGoesOnFromWhatTheOneBeforeHasRead() throws Exception {
    assertThat(lookUp("b")).isEqualTo(Answer.known(1, 1));
    // From here on nobody but the store knows of a and b.
    field.deleteRecords();
    field.nextVersion(Map.of("b", 0));
    field.map("c", 1);
    assertThat(lookUp("c")).isEqualTo(Answer.known(1, 2));
    assertThat(lookUp("a")).isEqualTo(Answer.known(0, 2));
  }

  @Test
  void aKilledServerGoesOnAsIfItHadReadFromTheBeginning() throws Exception {
    Map<String, Integer> first = new TreeMap<>();
    for (int i = 0; i < FEATURES; i++) {
      first.put("f" + i, i % 2);
    }
    field.nextVersion(first);
    AtomicInteger rounds = new AtomicInteger();
    ScheduledExecutorService job = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> feeding =
          job.scheduleWithFixedDelay(
              () -> publishRound(rounds.incrementAndGet()),
              0,
              ROUND.toMillis(),
              TimeUnit.MILLISECONDS);
      killOnceItHasKeptSome();
      killWhileItStarts();
      killOnceItHasKeptSome();
      assertThat(feeding.isDone()).as("records kept coming no more").isFalse();
    } finally {
      job.shutdown();
      assertThat(job.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    try (SaecProcess serve = serve()) {
      LookupClient client = client(serve);
      patiently().until(() -> client.ready().path("ready").asBoolean());
      assertThat(answers(client)).isEqualTo(truth());
      JsonNode gone = client.lookUp("item", List.of(arrival(1))).get(0);
      assertThat(gone.path("known").asBoolean()).isFalse();
      JsonNode status = client.field("item");
      assertThat(status.path("problems").asInt()).as("%s", status).isZero();
      assertThat(status.path("updates").asLong()).as("read anew").isLessThan(field.updates());
    }
  }

  @Test
  void aServerBeginsWithSnapshotsAndKnowsWhatCameSince() throws Exception {
    Path snapshots = dir.resolve("snapshots");
    try (SaecProcess snapshot = run(SaecProcess.besideFlink(), "snapshot", "--out=" + snapshots)) {
      assertThat(snapshot.exit()).as("%s", snapshot.complaints()).isZero();
    }
    field.deleteRecords();
    field.nextVersion(Map.of("b", 0));
    field.map("c", 1);
    try (SaecProcess serve =
        run(SaecProcess.besideFlink(), "serve", "--port=0", "--snapshots=" + snapshots)) {
      LookupClient client = client(serve);
      patiently().until(() -> client.ready().path("ready").asBoolean());
      assertThat(answers(client)).isEqualTo(truth());
    }
  }

  @Test
  void theSecondProcessOnAStoreSaysSoAndTheFirstGoesOn() throws Exception {
    try (SaecProcess serve = serve()) {
      LookupClient client = client(serve);
      patiently().until(() -> client.ready().path("ready").asBoolean());
      assertThat(complaintOf(SaecProcess.besideAStore(), "lookup", "item", "a"))
          .startsWith("saec lookup: the store in " + store + " is in use, by another process");
      field.map("c", 1);
      field.nextVersion(Map.of("a", 1));
      patiently().until(() -> answers(client).equals(truth()));
    }
  }

  @Test
  void aTopicThatWasRecreatedIsNotReadOnAndTheStoreStaysAsItIs() throws Exception {
    assertThat(lookUp("b")).isEqualTo(Answer.known(1, 1));
    field.recreateMappingTopic();
    for (int i = 0; i < 5; i++) {
      field.map("b", 1);
    }
    // The second time too: the refusal has neither locked the store nor written to it.
    for (int time = 0; time < 2; time++) {
      assertThat(complaintOf(SaecProcess.besideAStore(), "lookup", "item", "b"))
          .startsWith("saec lookup: the store has been filled up to offset 3 of partition ")
          .endsWith(
              "-mappings-0, which is of a topic that was recreated since; begin with an empty"
                  + " store or a newer snapshot");
    }
  }

  @Test
  void flinksForkOfRocksDbIsRefused() throws Exception {
    assertThat(complaintOf(SaecProcess.besideFlink(), "lookup", "item", "a"))
        .isEqualTo(
            "saec lookup: Flink's fork of RocksDB is on the class path of the store in "
                + store
                + ": leave frocksdbjni out of it, as ./saec does");
    assertThat(store).doesNotExist();
  }

  /**
   * What a look-up says of a feature.
   *
   * @param embedding the centroid: the version and the cluster
   */
  private record Answer(boolean known, int cluster, long version, List<Double> embedding) {
    static Answer known(int cluster, long version) {
      return new Answer(true, cluster, version, List.of((double) version, (double) cluster));
    }

    static Answer of(JsonNode json) {
      List<Double> embedding = new ArrayList<>();
      json.path("embedding").forEach(value -> embedding.add(value.asDouble()));
      return new Answer(
          json.path("known").asBoolean(),
          json.path("cluster").asInt(),
          json.path("version").asLong(),
          embedding);
    }
  }

  /** Moves a part of the features, lets one come and another go. */
  private void publishRound(int round) {
    try {
      Map<String, Integer> moved = new TreeMap<>();
      for (int i = round % LIFETIME; i < FEATURES; i += LIFETIME) {
        moved.put("f" + i, (round / LIFETIME + i) % 2);
      }
      field.nextVersion(moved);
      field.map(arrival(round), round % 2);
      if (round > LIFETIME) {
        field.expire(arrival(round - LIFETIME));
      }
    } catch (Exception e) {
      throw new IllegalStateException("round " + round, e);
    }
  }

  private static String arrival(int round) {
    return "arrival-" + round;
  }

  /** Kills a server whose store has taken in something, while more is coming. */
  private void killOnceItHasKeptSome() throws Exception {
    try (SaecProcess serve = serve()) {
      LookupClient client = client(serve);
      patiently().until(() -> client.ready().path("ready").asBoolean());
      long kept = written();
      long version = client.field("item").path("version").asLong();
      patiently()
          .until(
              () ->
                  written() > kept && client.field("item").path("version").asLong() >= version + 2);
      serve.kill();
    }
  }

  private void killWhileItStarts() throws Exception {
    try (SaecProcess serve = serve()) {
      client(serve);
      serve.kill();
    }
  }

  /** Bytes of RocksDB's write-ahead log, which every commit goes to. */
  private long written() throws Exception {
    try (Stream<Path> files = Files.list(store.resolve("rocksdb"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /** As long as a busy machine may need. */
  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(1));
  }

  private SaecProcess serve() throws Exception {
    return start(SaecProcess.besideAStore(), "serve", "--port=0");
  }

  /** Waits until the server says where it answers. */
  private static LookupClient client(SaecProcess serve) throws Exception {
    String line = serve.line();
    assertThat(line).startsWith(SERVING);
    return new LookupClient(URI.create(line.substring(SERVING.length(), line.indexOf(','))));
  }

  private Map<String, Answer> truth() {
    Map<String, Answer> truth = new TreeMap<>();
    field
        .clusters()
        .forEach((feature, cluster) -> truth.put(feature, Answer.known(cluster, field.version())));
    return truth;
  }

  /** Of all features that there are. */
  private Map<String, Answer> answers(LookupClient client) throws Exception {
    Map<String, Answer> answers = new TreeMap<>();
    client
        .lookUp("item", field.clusters().keySet())
        .forEach(json -> answers.put(json.path("feature").asText(), Answer.of(json)));
    return answers;
  }

  private Answer lookUp(String feature) throws Exception {
    try (SaecProcess lookup =
        start(SaecProcess.besideAStore(), "lookup", "--json", "item", feature)) {
      Answer answer = Answer.of(new JsonMapper().readTree(lookup.line()));
      assertThat(lookup.exit()).isEqualTo(answer.known() ? 0 : 3);
      return answer;
    }
  }

  /** The one line of a command that fails. */
  private String complaintOf(String libraries, String... command) throws Exception {
    try (SaecProcess process = start(libraries, command)) {
      assertThat(process.exit()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
      assertThat(process.complaints()).hasSize(1);
      return process.complaints().get(0);
    }
  }

  /** Starts a command over the store. */
  private SaecProcess start(String libraries, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.add(1, "--store=" + store);
    return run(libraries, words.toArray(String[]::new));
  }

  private SaecProcess run(String libraries, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(1, field.options());
    return SaecProcess.start(dir, libraries, words);
  }
}
