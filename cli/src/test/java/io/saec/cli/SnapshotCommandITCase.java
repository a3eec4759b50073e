package io.saec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SnapshotCommandITCase {
  @TempDir private Path brokerDir;
  @TempDir private Path dir;

  private final StringWriter err = new StringWriter();
  private EmbeddedBroker broker;
  private PublishedField field;

  @BeforeEach
  void publish() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
    field = PublishedField.begin(broker.bootstrapServers(), "mapping-updates", "codebooks");
  }

  @AfterEach
  void stop() {
    field.close();
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
          moveB(version);
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
    moveB(2);
    field.map("c", 1);
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
    field.recreateMappingTopic();
    for (int i = 0; i < 5; i++) {
      field.map("a", 0);
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
    List<String> args = new ArrayList<>(List.of(name));
    args.addAll(field.options());
    args.addAll(List.of(options));
    return Saec.commandLine()
        .setErr(new PrintWriter(err, true))
        .execute(args.toArray(String[]::new));
  }

  /** To the cluster that the version's number says, modulo 2. */
  private void moveB(long version) throws Exception {
    field.nextVersion(Map.of("b", (int) version % 2));
  }
}
