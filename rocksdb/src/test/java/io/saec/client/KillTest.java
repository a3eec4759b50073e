package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.rocksdb.Child;
import io.saec.client.rocksdb.RocksStore;
import io.saec.client.store.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it follows, again and again: what it kept is what it had read. */
class KillTest {
  private static final int KILLS = 12;
  private static final int MOST_COMMITS_BEFORE_A_KILL = 30;

  private final List<Wire> records = Stream.records();
  private final Random random = new Random(3);
  private final Reader reader = Reader.live();
  private int read;

  @TempDir Path directory;
  @TempDir Path temporary;

  @Test
  void aRestartGoesOnFromTheLastCommit() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      int said = follow(kill, 1 + random.nextInt(MOST_COMMITS_BEFORE_A_KILL));
      assertThat(keptAsRead()).isGreaterThanOrEqualTo(said);
    }
    assertThat(follow(KILLS, Integer.MAX_VALUE)).isEqualTo(records.size());
    assertThat(keptAsRead()).isEqualTo(records.size());
    assertThat(reader.view.version(Stream.FIELD)).isEqualTo(12);
  }

  /**
   * Runs the process until it has committed so often, and a little longer.
   *
   * @return how far it said that it had come
   */
  private int follow(int seed, int commits) throws Exception {
    Path own = Files.createDirectory(temporary.resolve("run" + seed));
    int said = 0;
    try (Child child = Child.start(own, KilledFollower.class, directory.toString(), "" + seed)) {
      String line = child.line();
      for (int commit = 1; line != null; commit++) {
        said = Integer.parseInt(line);
        if (commit == commits) {
          child.kill();
          return said;
        }
        line = child.line();
      }
    }
    return said;
  }

  /** Holds what was kept against a reader, in memory, of the same records; how many they are. */
  private int keptAsRead() {
    try (RocksStore store = RocksStore.open(directory, KilledFollower.OPTIONS)) {
      int kept = KilledFollower.offset(store);
      reader.read(records.subList(read, kept));
      read = kept;
      MappingView restarted = new ViewUpdater(store).view();
      long version = reader.view.version(Stream.FIELD);
      assertThat(restarted.version(Stream.FIELD)).isEqualTo(version);
      TreeMap<String, Mapping> shown = new TreeMap<>();
      store.field(Stream.FIELD).forEach(shown::put);
      assertThat(store.field(Stream.FIELD).features())
          .isEqualTo(shown.size())
          .isEqualTo(reader.view.status(Stream.FIELD).features());
      for (int i = 0; i < Stream.FEATURES; i++) {
        String feature = Stream.feature(i);
        assertThat(restarted.clusterOf(Stream.FIELD, feature))
            .as(feature)
            .isEqualTo(reader.view.clusterOf(Stream.FIELD, feature));
      }
      assertThat(reader.updater.problems()).isZero();
      return kept;
    }
  }
}
