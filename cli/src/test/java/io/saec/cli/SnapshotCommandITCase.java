package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotDirectory;
import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One field with two features and one version, in a broker of its own. */
class SnapshotCommandITCase {
  private static final float[][] CENTROIDS = {{1, 2}, {3, 4}};

  @TempDir private Path brokerDir;
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();
  private EmbeddedBroker broker;

  @BeforeEach
  void publish() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
    try (Admin admin = Admin.create(servers())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("mapping-updates", 1, (short) 1),
                  new NewTopic("codebooks", 1, (short) 1)))
          .all()
          .get();
    }
    for (int cluster = 0; cluster < CENTROIDS.length; cluster++) {
      send(
          "codebooks",
          WireKey.ofNumber("item", cluster),
          WireJson.write(new Centroid(1, CENTROIDS[cluster], 1, 1)));
    }
    send("codebooks", WireKey.ofField("item"), WireJson.write(manifest(1, codebookChecksum())));
    map("a", 0, 1);
    map("b", 1, 1);
    seal(1, 1);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void writesWhatTheTopicsHoldAndFindsWhatChanged() throws Exception {
    assertThat(snapshot("--out", dir.toString())).as("%s", err).isZero();
    Path file = dir.resolve("item.v1.snapshot");
    Snapshot snapshot = Snapshot.openVerified(file);
    assertThat(snapshot.clusterOf("b")).isEqualTo(1);
    assertThat(snapshot.positions()).hasSize(2);
    assertThat(snapshot.positions().get(1).topic()).isEqualTo("mapping-updates");
    assertThat(snapshot.positions().get(1).offset()).isEqualTo(3);
    assertThat(snapshot("--verify", dir.toString())).as("%s", err).isZero();

    Path rare = dir.resolve("rare");
    Files.writeString(rare, "item/b\n");
    assertThat(snapshot("--out", dir.toString(), "--leave-out", rare.toString())).isZero();
    assertThat(Snapshot.open(file).header().leftOut()).isEqualTo(1);
    assertThat(snapshot("--verify", dir.toString(), "--leave-out", rare.toString())).isZero();
    assertThat(snapshot("--verify", dir.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("1 entries differ: feature 'b' has cluster");

    Files.writeString(file, "something else");
    assertThat(snapshot("--verify", dir.toString())).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("cannot open " + file + ": it is not a snapshot");
    assertThat(snapshot("--out", dir.toString(), "--fields", "none"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("field 'none' has no version yet; these have: [item]");
  }

  @Test
  void followsVersionsAndKeepsTheNewest() throws Exception {
    ExecutorService command = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> exit =
          command.submit(() -> snapshot("--out", dir.toString(), "--follow", "--keep=2"));
      SnapshotDirectory files = new SnapshotDirectory(dir);
      for (long version = 1; version <= 4; version++) {
        if (version > 1) {
          nextVersion(version);
        }
        long newest = version;
        await()
            .atMost(Duration.ofMinutes(1))
            .failFast(() -> assertThat(exit).as("%s", err).isNotDone())
            .until(() -> Files.exists(dir.resolve("item.v" + newest + ".snapshot")));
      }
      await().until(() -> Files.notExists(dir.resolve("item.v2.snapshot")));
      assertThat(files.versions()).isEqualTo(Map.of("item", List.of(3L, 4L)));
    } finally {
      command.shutdownNow();
      await().until(command::isTerminated);
    }
    Snapshot snapshot = Snapshot.openVerified(dir.resolve("item.v4.snapshot"));
    assertThat(snapshot.clusterOf("b")).isEqualTo(0);
  }

  @Test
  void looksUpFromSnapshotsWhatCameSince() throws Exception {
    assertThat(snapshot("--out", dir.toString())).as("%s", err).isZero();
    nextVersion(2);
    map("c", 1, 2);
    assertThat(saec("lookup", "--snapshots=" + dir, "item", "c")).as("%s", err).isZero();
    assertThat(saec("lookup", "--snapshots=" + dir, "item", "a")).as("%s", err).isZero();
    assertThat(saec("lookup", "--snapshots=" + dir, "item", "none")).isEqualTo(3);
    Path none = dir.resolve("none");
    assertThat(saec("lookup", "--snapshots=" + none, "item", "a"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("saec lookup: cannot list " + none);
  }

  @Test
  void aTopicThatWasRecreatedIsNotReadOn() throws Exception {
    assertThat(snapshot("--out", dir.toString())).as("%s", err).isZero();
    try (Admin admin = Admin.create(servers())) {
      admin.deleteTopics(List.of("mapping-updates")).all().get();
      NewTopic again = new NewTopic("mapping-updates", 1, (short) 1);
      await()
          .ignoreExceptions()
          .until(() -> admin.createTopics(List.of(again)).all().get() == null);
    }
    for (int i = 0; i < 5; i++) {
      map("a", 0, 1);
    }
    assertThat(saec("lookup", "--snapshots=" + dir, "item", "a"))
        .isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString())
        .contains(
            "offset 3 of partition mapping-updates-0, which is of a topic that was recreated"
                + " since; begin with an empty store or a newer snapshot");
  }

  private int snapshot(String... options) {
    return saec("snapshot", options);
  }

  private int saec(String name, String... options) {
    CommandLine saec = Saec.commandLine().setErr(new PrintWriter(err, true));
    String[] args = new String[options.length + 2];
    args[0] = name;
    args[1] = "-Dkafka.bootstrap-servers=" + broker.bootstrapServers();
    System.arraycopy(options, 0, args, 2, options.length);
    return saec.execute(args);
  }

  private Map<String, Object> servers() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private void map(String feature, int cluster, long version) throws Exception {
    send(
        "mapping-updates",
        WireKey.ofFeature("item", feature),
        WireJson.write(new MappingUpdate(cluster, version, Reason.ARRIVAL, 1_000)));
  }

  private void seal(int clusterOfB, long version) throws Exception {
    long checksum =
        Hashes.ofMapping(Hashes.ofFeature("a"), 0)
            + Hashes.ofMapping(Hashes.ofFeature("b"), clusterOfB);
    send(
        "mapping-updates",
        WireKey.ofNumber("item", 0),
        WireJson.write(new Seal(version, 1, 2, 0, 0, 0, 0, checksum)));
  }

  private static long codebookChecksum() {
    return Hashes.ofCentroid(0, CENTROIDS[0], 0, 2) + Hashes.ofCentroid(1, CENTROIDS[1], 0, 2);
  }

  /** The same centroids; b goes to the cluster that the version's number says, modulo 2. */
  private void nextVersion(long version) throws Exception {
    int clusterOfB = (int) version % 2;
    send(
        "codebooks",
        WireKey.ofField("item"),
        WireJson.write(manifest(version, codebookChecksum())));
    map("b", clusterOfB, version);
    seal(clusterOfB, version);
  }

  private void send(String topic, byte[] key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  private static Manifest manifest(long version, long checksum) {
    return new Manifest(
        version,
        60_000,
        2,
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
        2,
        new Manifest.Size(2, 16, 17, "packed ids"),
        Hashes.hex(checksum));
  }
}
