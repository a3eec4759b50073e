package io.saec.operators.assignment;

import static io.saec.operators.assignment.Running.mapped;
import static org.assertj.core.api.Assertions.assertThat;

import io.saec.operators.FieldRules;
import io.saec.operators.TestRules;
import io.saec.operators.WireRecord;
import io.saec.state.FeatureChange.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Changes that wait for others of their field: here a codebook of any size makes them wait, and the
 * mail that ends it runs only when a test runs it.
 */
class WaitingAssignmentTest {
  private static final int ALL_WAIT = 1;
  private static final int NONE_WAITS = Integer.MAX_VALUE;
  private static final OperatorSubtaskState NO_STATE = OperatorSubtaskState.builder().build();
  private static final List<FieldRules> FIELDS = List.of(TestRules.ITEM, TestRules.TAG);
  private static final String PLUM = mapped("plum", 1, 1, "ARRIVAL", 15);

  private final List<AutoCloseable> opened = new ArrayList<>();

  private Running start(int leastFloats, StateBackend backend, OperatorSubtaskState state)
      throws Exception {
    Running step =
        Running.start(
            new AssignmentOperatorFactory(new TestRules().build(), leastFloats),
            backend,
            state,
            1,
            0);
    opened.add(step.harness());
    return step;
  }

  private Running restore(OperatorSubtaskState state) throws Exception {
    return start(ALL_WAIT, new EmbeddedRocksDBStateBackend(), state);
  }

  @AfterEach
  @AfterTry
  void closeAll() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
    opened.clear();
  }

  private Running sealedOnce() throws Exception {
    Running step = restore(NO_STATE).sealedOnce();
    step.out().words();
    return step;
  }

  /** Two clusters, at 0 and at 10, with an apple and a pear, and a plum at 8 that waits. */
  private Running withAPlumThatWaits() throws Exception {
    Running step = sealedOnce();
    step.arrive("plum", 2, 8);
    assertThat(step.out().words()).isEmpty();
    return step;
  }

  @Test
  void mailsMapWhatWaits() throws Exception {
    Running step = withAPlumThatWaits();
    step.harness().runMails();

    assertThat(step.out().words()).containsExactly(PLUM);
    step.harness().runMails();
    assertThat(step.watermark(20)).containsExactly("watermark 20");
  }

  @Test
  void aFullTileIsMappedAtOnceEachInItsOwnShard() throws Exception {
    Running step = sealedOnce();
    for (int i = 0; i < Tile.SIZE; i++) {
      step.change(i % 2, Kind.ARRIVED, "f" + i, 2, i);
    }
    assertThat(step.out().all(WireRecord.class))
        .extracting(WireRecord::routing)
        .hasSize(Tile.SIZE)
        .startsWith(TestRules.key(0), TestRules.key(1), TestRules.key(0));
    step.out().words();

    for (int i = 0; i < Tile.SIZE; i++) {
      step.settle(i % 2, "f" + i, 2, i);
    }
    step.harness().runMails();
    assertThat(step.out().words()).as("each is known in its own shard").isEmpty();
  }

  @Test
  void aSettledFeatureThatIsNotMappedWaitsToo() throws Exception {
    Running step = sealedOnce();
    step.settle("plum", 2, 8);
    step.settle("pear", 2, 2);
    assertThat(step.out().words()).isEmpty();
    step.codebook(2, 2, 0, 10);

    assertThat(step.watermark(20)).startsWith(PLUM, mapped("pear", 0, 1, "ARRIVAL", 15)).hasSize(4);
  }

  @Test
  void aFeatureThatWaitsIsMappedBeforeItMovesOn() throws Exception {
    Running step = withAPlumThatWaits();
    step.arrive("fig", 2, 1);
    step.arrive("plum", 2, 2);

    assertThat(step.out().words()).containsExactly(PLUM, mapped("fig", 0, 1, "ARRIVAL", 15));
    step.harness().runMails();
    assertThat(step.out().words()).containsExactly(mapped("plum", 0, 1, "ARRIVAL", 15));
  }

  @Test
  void aFeatureThatWaitsIsMappedBeforeItExpires() throws Exception {
    Running step = withAPlumThatWaits();
    step.expire("plum", 2);

    assertThat(step.out().words()).containsExactly(PLUM, "item/plum null");
  }

  @Test
  void aChangeAfterThoseItLetsGoIsDoneInItsOwnShard() throws Exception {
    Running step = sealedOnce();
    step.change(1, Kind.ARRIVED, "plum", 2, 8);
    step.change(2, Kind.ARRIVED, "fig", 2, 1);
    step.change(1, Kind.EXPIRED, "plum", 2);

    assertThat(step.out().all(WireRecord.class))
        .extracting(WireRecord::routing)
        .containsExactly(TestRules.key(1), TestRules.key(2), TestRules.key(1));
    step.change(1, Kind.ARRIVED, "plum", 2, 8);
    step.harness().runMails();
    assertThat(step.out().words()).hasSize(4).endsWith(PLUM);
  }

  @Test
  void aCodebookFindsAllMapped() throws Exception {
    Running step = withAPlumThatWaits();
    step.codebook(2, 2, 10, 0);

    assertThat(step.out().words()).containsExactly(PLUM);
  }

  @Test
  void aWatermarkFindsAllMapped() throws Exception {
    Running step = sealedOnce();
    step.codebook(2, 2, 10, 0);
    step.settle("plum", 2, 8);

    assertThat(step.watermark(20))
        .startsWith(PLUM)
        .contains(mapped("plum", 0, 2, "RECLUSTER", 20))
        .endsWith("watermark 20")
        .hasSize(6);
  }

  @Test
  void whatIsReleasedAtABoundaryIsMappedBeforeItsWatermark() throws Exception {
    Running step = sealedOnce();
    step.arrive("plum", 3, 8);
    step.settle("pear", 3, 2);

    assertThat(step.watermark(20))
        .containsExactlyInAnyOrder(
            mapped("plum", 1, 1, "ARRIVAL", 25),
            mapped("pear", 0, 1, "ARRIVAL", 25),
            "watermark 20")
        .endsWith("watermark 20");
  }

  @Test
  void aBarrierFindsAllMappedAndASnapshotNothingTwice() throws Exception {
    Running before = withAPlumThatWaits();
    before.harness().prepareSnapshotPreBarrier(1);
    assertThat(before.out().words()).containsExactly(PLUM);

    Running after = restore(before.snapshot());
    after.harness().runMails();
    after.settle("plum", 2, 8);
    after.harness().runMails();
    assertThat(after.out().words()).as("it was said before the snapshot").isEmpty();
    after.codebook(2, 2, 10, 0);
    assertThat(after.watermark(20))
        .contains(mapped("plum", 0, 2, "RECLUSTER", 20))
        .anyMatch(word -> word.contains("\"features\":3"));
  }

  @Test
  void theEndFindsAllMapped() throws Exception {
    Running step = withAPlumThatWaits();
    step.harness().getOperator().finish();

    assertThat(step.out().words()).containsExactly(PLUM);
  }

  @Property(tries = 100)
  void comesToTheSameAsOneByOne(@ForAll long seed) throws Exception {
    assertThat(story(seed, ALL_WAIT)).hasToString(story(seed, NONE_WAITS).toString());
  }

  /**
   * Some boundaries of two fields in three shards, with changes that repeat, come early and expire,
   * lulls, and restarts.
   */
  private Story story(long seed, int leastFloats) throws Exception {
    Random random = new Random(seed);
    Running step = start(leastFloats, new HashMapStateBackend(), NO_STATE);
    Story story = new Story();
    int[] firstSeen = new int[24];
    Arrays.fill(firstSeen, Integer.MAX_VALUE);
    for (int boundary = 1; boundary <= 6; boundary++) {
      for (int changes = random.nextInt(60); changes > 0; changes--) {
        int feature = random.nextInt(firstSeen.length);
        int effective = boundary + (random.nextInt(8) == 0 ? 1 : 0);
        switch (random.nextInt(8)) {
          case 0 -> change(step, Kind.EXPIRED, feature, effective);
          case 1 -> step.harness().runMails();
          default -> {
            firstSeen[feature] = Math.min(firstSeen[feature], effective);
            change(step, Kind.ARRIVED, feature, effective, random.nextInt(21));
          }
        }
      }
      if (random.nextInt(4) == 0) {
        step.harness().prepareSnapshotPreBarrier(boundary);
        story.add(step.out().words());
        step = start(leastFloats, new HashMapStateBackend(), step.snapshot());
      }
      for (int feature = 0; feature < firstSeen.length; feature++) {
        if (firstSeen[feature] <= boundary) {
          change(step, Kind.SETTLED, feature, boundary, random.nextInt(21));
        }
      }
      for (FieldRules field : FIELDS) {
        if (random.nextInt(3) > 0) {
          float[] line = {random.nextInt(21), random.nextInt(21), random.nextInt(21)};
          step.codebook(field, boundary, boundary, new int[] {0, 1, 2}, line);
        }
      }
      story.add(step.watermark(10L * boundary));
    }
    return story;
  }

  private static void change(Running step, Kind kind, int feature, long effective, float... place)
      throws Exception {
    step.change(FIELDS.get(feature % 2), shard(feature), kind, "f" + feature, effective, place);
  }

  private static int shard(int feature) {
    return feature / 2 % 3;
  }

  /**
   * What is put out, by shard: between two seals or watermarks in the order of the features, and of
   * each feature in the order it came.
   */
  private static final class Story {
    private final Map<String, List<String>> told = new TreeMap<>();
    private final Map<String, List<String>> sinceTheSeal = new TreeMap<>();

    void add(List<String> words) {
      for (String word : words) {
        if (word.startsWith("watermark")) {
          sinceTheSeal.keySet().forEach(shard -> close(shard, word));
        } else if (word.contains("#")) {
          close(word.substring(0, word.indexOf(' ')), word);
        } else {
          String feature = word.substring(word.indexOf('/') + 2, word.indexOf(' '));
          String shard =
              word.substring(0, word.indexOf('/')) + "#" + shard(Integer.parseInt(feature));
          sinceTheSeal.computeIfAbsent(shard, first -> new ArrayList<>()).add(word);
        }
      }
    }

    private void close(String shard, String word) {
      List<String> open = sinceTheSeal.computeIfAbsent(shard, first -> new ArrayList<>());
      List<String> closed = told.computeIfAbsent(shard, first -> new ArrayList<>());
      open.sort(Comparator.comparing(update -> update.substring(0, update.indexOf(' '))));
      closed.addAll(open);
      closed.add(word);
      open.clear();
    }

    @Override
    public String toString() {
      return String.join("\n", told.values().stream().flatMap(List::stream).toList());
    }
  }
}
