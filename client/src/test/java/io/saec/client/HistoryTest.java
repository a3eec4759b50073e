package io.saec.client;

import static io.saec.client.MappingView.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotOptions;
import io.saec.client.snapshot.SnapshotWriter;
import io.saec.client.store.KeptStore;
import io.saec.client.store.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the order of partitions and topics, and whatever compaction took away. */
class HistoryTest {
  @Property(tries = 200)
  void anyOrderShowsJustTheNewestWholeVersion(@ForAll long seed) {
    Random random = new Random(~seed);
    History history = new History(seed);
    Reader reader = Reader.live();
    int[] read = new int[history.lanes.size()];
    for (int lane : History.interleave(read.clone(), ends(history), random)) {
      reader.read(history.lanes.get(lane).get(read[lane]++).wire());
      long version = history.version(read);
      assertThat(reader.view.version("item")).isEqualTo(version);
      for (String feature : history.features()) {
        int cluster = history.cluster(feature, version, read[history.laneOf(feature)]);
        expect(reader, history, feature, version, version == 0 ? NONE : cluster);
      }
    }
    expectTheEnd(reader, history);
  }

  @Property(tries = 200)
  void catchingUpShowsWhatALiveReaderSees(@ForAll long seed) {
    Random random = new Random(~seed);
    History history = new History(seed);
    Reader reader = new Reader();
    int[] start = cut(history, random);
    int[] read = new int[history.lanes.size()];
    for (int lane : History.interleave(read.clone(), start, random)) {
      reader.read(history.lanes.get(lane).get(read[lane]++).wire());
      assertThat(reader.view.version("item")).isZero();
    }
    reader.updater.caughtUp();
    long version = history.version(read);
    assertThat(reader.view.version("item")).isEqualTo(version);
    for (String feature : history.features()) {
      int cluster = history.cluster(feature, version, read[history.laneOf(feature)]);
      expect(reader, history, feature, version, version == 0 ? NONE : cluster);
    }
    readOn(reader, history, read, random);
    expectTheEnd(reader, history);
  }

  @Property(tries = 300)
  void compactionEndsInTheSameViewAndNothingWrongShowsOnTheWay(@ForAll long seed) {
    Random random = new Random(~seed);
    History history = new History(seed);
    Reader reader = new Reader();
    int[] start = cut(history, random);
    List<List<History.Step>> compacted = new ArrayList<>();
    for (int lane = 0; lane < start.length; lane++) {
      compacted.add(History.compact(history.lanes.get(lane), start[lane], random));
    }
    int[] next = new int[start.length];
    int[] sizes = compacted.stream().mapToInt(List::size).toArray();
    for (int lane : History.interleave(next.clone(), sizes, random)) {
      reader.read(compacted.get(lane).get(next[lane]++).wire());
    }
    reader.updater.caughtUp();
    int[] read = start.clone();
    expectNothingWrong(reader, history, read);
    readOn(reader, history, read, random);
    expectTheEnd(reader, history);
  }

  @Property(tries = 200)
  void aSnapshotReadOnFromItsPositionsEndsInTheSameView(@ForAll long seed) throws IOException {
    Random random = new Random(~seed);
    History history = new History(seed);
    Reader first = Reader.live();
    int[] read = new int[history.lanes.size()];
    readOn(first, history, read, cut(history, random), random);
    long version = first.view.version("item");
    if (version == 0) {
      return;
    }
    SealedField field = first.updater.sealed("item", reads(history, read)).orElseThrow();
    SnapshotStore store = new SnapshotStore(List.of(snapshot(field)));
    Reader second = new Reader(store);
    Map<Partition, Long> from = new HashMap<>();
    int[] next = new int[read.length];
    for (Position position : store.positions()) {
      next[position.partition()] = (int) position.offset();
      Topic topic = Topic.valueOf(position.topic());
      from.put(new Partition(topic, position.partition()), position.offset());
    }
    second.updater.skipBefore("item", from);
    assertThat(second.view.version("item")).isEqualTo(version);
    for (String feature : history.features()) {
      assertThat(second.view.clusterOf("item", feature))
          .isEqualTo(first.view.clusterOf("item", feature));
    }
    if (random.nextBoolean()) {
      // A partition that the snapshot says nothing of is read from its beginning.
      next[0] = 0;
    }
    // What the snapshot has taken in counts as read, wherever reading on begins.
    int[] caughtUp = later(read, history, random);
    apply(second, history, next, read, random);
    expectNothingWrong(second, history, read);
    readOn(second, history, next, caughtUp, random);
    second.updater.caughtUp();
    expectNothingWrong(second, history, next);
    readOn(second, history, next, ends(history), random);
    expectTheEnd(second, history);
  }

  private static Snapshot snapshot(SealedField field) throws IOException {
    Path directory = Files.createTempDirectory("saec-history-");
    Path file = new SnapshotWriter().write(field, SnapshotOptions.of(16), directory);
    try {
      return Snapshot.openVerified(file);
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  @Property(tries = 200)
  void whoeverIsKilledGoesOnFromTheLastCommit(@ForAll long seed) {
    Random random = new Random(~seed);
    History history = new History(seed);
    KeptStore store = new KeptStore();
    int[] committed = new int[history.lanes.size()];
    for (int lives = random.nextInt(4); lives > 0; lives--) {
      Reader reader = new Reader(store);
      int[] read = committed.clone();
      if (random.nextBoolean()) {
        reader.updater.caughtUp();
      }
      readOn(reader, history, read, later(read, history, random), random);
      reader.updater.commit(positions(history, read));
      committed = read.clone();
      long version = reader.view.version("item");
      List<String> seen = seen(reader, history);
      readOn(reader, history, read, later(read, history, random), random);
      store = store.reopened();
      assertThat(store.positions()).isEqualTo(positions(history, committed));
      Reader next = new Reader(store);
      assertThat(next.view.version("item")).isGreaterThanOrEqualTo(version);
      if (next.view.version("item") == version) {
        assertThat(seen(next, history)).isEqualTo(seen);
      }
    }
    Reader last = new Reader(store);
    last.updater.caughtUp();
    readOn(last, history, committed, ends(history), random);
    expectTheEnd(last, history);
  }

  private static List<String> seen(Reader reader, History history) {
    return history.features().stream()
        .map(feature -> feature + reader.view.clusterOf("item", feature))
        .toList();
  }

  private static List<Read> reads(History history, int[] read) {
    List<Read> reads = new ArrayList<>();
    for (int lane = 0; lane < read.length; lane++) {
      Topic topic = lane == history.shards ? Topic.CODEBOOKS : Topic.MAPPINGS;
      reads.add(new Read(topic, new Position(topic.name(), lane, read[lane])));
    }
    return reads;
  }

  private static List<Position> positions(History history, int[] read) {
    return reads(history, read).stream().map(Read::position).toList();
  }

  private static int[] later(int[] read, History history, Random random) {
    int[] later = new int[read.length];
    for (int lane = 0; lane < read.length; lane++) {
      later[lane] = read[lane] + random.nextInt(history.lanes.get(lane).size() - read[lane] + 1);
    }
    return later;
  }

  private static void readOn(Reader reader, History history, int[] read, int[] to, Random random) {
    for (int lane : History.interleave(read.clone(), to, random)) {
      apply(reader, history, lane, read[lane]++);
      expectNothingWrong(reader, history, read);
    }
  }

  private static void apply(Reader reader, History history, int[] read, int[] to, Random random) {
    for (int lane : History.interleave(read.clone(), to, random)) {
      apply(reader, history, lane, read[lane]++);
    }
  }

  /** Each lane is a partition of its topic. */
  private static void apply(Reader reader, History history, int lane, int offset) {
    Wire record = history.lanes.get(lane).get(offset).wire();
    reader.updater.apply(record.topic(), record.key(), record.value(), lane, offset);
  }

  private static void readOn(Reader reader, History history, int[] read, Random random) {
    for (int lane : History.interleave(read.clone(), ends(history), random)) {
      reader.read(history.lanes.get(lane).get(read[lane]++).wire());
      expectNothingWrong(reader, history, read);
    }
  }

  private static void expectNothingWrong(Reader reader, History history, int[] read) {
    long version = reader.view.version("item");
    assertThat(version).isLessThanOrEqualTo(history.version(read));
    for (String feature : history.features()) {
      int cluster = reader.view.clusterOf("item", feature);
      if (cluster != NONE) {
        assertThat(history.clusters(feature, version, read[history.laneOf(feature)]))
            .as("%s at version %d", feature, version)
            .contains(cluster);
      }
      expect(reader, history, feature, version, cluster);
    }
  }

  private static void expectTheEnd(Reader reader, History history) {
    assertThat(reader.view.version("item")).isEqualTo(history.versions);
    assertThat(reader.updater.problems()).as(reader.updater.lastProblem()).isZero();
    assertThat(reader.view.status("item").repetitions()).as(reader.updater.lastProblem()).isZero();
    int[] ends = ends(history);
    for (String feature : history.features()) {
      int cluster = history.cluster(feature, history.versions, ends[history.laneOf(feature)]);
      expect(reader, history, feature, history.versions, cluster);
    }
  }

  private static void expect(
      Reader reader, History history, String feature, long version, int cluster) {
    assertThat(reader.view.clusterOf("item", feature))
        .as("%s at version %d", feature, version)
        .isEqualTo(cluster);
    if (version > 0) {
      float[] out = new float[Publisher.DIM];
      assertThat(reader.view.embedding("item", feature, out)).isEqualTo(cluster != NONE);
      assertThat(out).isEqualTo(history.centroid(version, cluster));
    }
  }

  private static int[] ends(History history) {
    return history.lanes.stream().mapToInt(List::size).toArray();
  }

  private static int[] cut(History history, Random random) {
    return history.lanes.stream().mapToInt(lane -> random.nextInt(lane.size() + 1)).toArray();
  }
}
