package io.saec.client;

import static io.saec.client.MappingView.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
