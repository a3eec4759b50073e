package io.saec.operators.assignment;

import static io.saec.operators.assignment.Running.mapped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import io.saec.operators.WireRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Features and centroids lie on a line; boundary b is at time 10 b. */
class AssignmentOperatorTest {
  private final List<AutoCloseable> opened = new ArrayList<>();

  private Running start(Rules rules, OperatorSubtaskState state, int subtasks, int subtask)
      throws Exception {
    Running step =
        Running.start(
            new AssignmentOperatorFactory(rules),
            new EmbeddedRocksDBStateBackend(),
            state,
            subtasks,
            subtask);
    opened.add(step.harness());
    return step;
  }

  private Running start(Rules rules) throws Exception {
    return start(rules, OperatorSubtaskState.builder().build(), 1, 0);
  }

  private Running start() throws Exception {
    return start(new TestRules().build());
  }

  private Running restore(OperatorSubtaskState state) throws Exception {
    return start(new TestRules().build(), state, 1, 0);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }

  /** The seal of shard 0 over features given as {@code name, cluster, name, cluster…}. */
  private static String seal(long version, long moved, long held, Object... mapping) {
    return sealOf(0, version, moved, held, mapping);
  }

  private static String sealOf(int shard, long version, long moved, long held, Object... mapping) {
    long checksum = 0;
    for (int i = 0; i < mapping.length; i += 2) {
      checksum += Hashes.ofMapping(Hashes.ofFeature((String) mapping[i]), (Integer) mapping[i + 1]);
    }
    Seal seal =
        new Seal(version, TestRules.SHARDS, mapping.length / 2, moved, held, 0, 0, checksum);
    return "item#" + shard + " " + new String(WireJson.write(seal), StandardCharsets.UTF_8);
  }

  @Test
  void featuresWaitUnmappedForTheFirstCodebookAndAreSealedWithIt() throws Exception {
    Running step = start();
    step.arrive("apple", 1, 1);
    step.settle("apple", 1, 1);
    assertThat(step.watermark(10)).containsExactly("watermark 10");

    step.codebook(1, 2, 0, 10);
    assertThat(step.out().words()).as("the codebook waits for its boundary").isEmpty();
    assertThat(step.watermark(20))
        .containsExactly(
            mapped("apple", 0, 1, "RECLUSTER", 20), seal(1, 0, 0, "apple", 0), "watermark 20");
  }

  @Test
  void aFeatureThatArrivesIsMappedAtOnceByTheCodebookInForce() throws Exception {
    Running step = start().sealedOnce();
    step.arrive("plum", 2, 8);

    assertThat(step.out().words()).containsExactly(mapped("plum", 1, 1, "ARRIVAL", 15));
    step.settle("plum", 2, 8);
    assertThat(step.watermark(20)).as("it was said already").containsExactly("watermark 20");
  }

  @Test
  void aFeatureThatMovesIsMappedAnewAtOnceIfItsClusterIsAnother() throws Exception {
    Running step = start().sealedOnce();
    step.arrive("apple", 2, 4);
    step.arrive("pear", 2, 2);

    assertThat(step.out().words()).containsExactly(mapped("pear", 0, 1, "ARRIVAL", 15));
  }

  @Test
  void aSettledEmbeddingThatMovedPastTheToleranceIsMappedAnew() throws Exception {
    Running step = start().sealedOnce();
    step.settle("apple", 2, 1.4f);
    step.settle("pear", 2, 2);

    assertThat(step.out().words()).containsExactly(mapped("pear", 0, 1, "ARRIVAL", 15));
  }

  @Test
  void onlyFeaturesThatMoveArePublishedAndTheSealTellsOfAll() throws Exception {
    Running step = start().sealedOnce();
    step.arrive("plum", 2, 8);
    step.settle("plum", 2, 8);
    step.out().words();
    step.codebook(2, 2, 0.5f, 20);

    assertThat(step.watermark(20))
        .containsExactlyInAnyOrder(
            mapped("pear", 0, 2, "RECLUSTER", 20),
            mapped("plum", 0, 2, "RECLUSTER", 20),
            seal(2, 1, 1, "apple", 0, "pear", 0, "plum", 0),
            "watermark 20")
        .endsWith("watermark 20");
  }

  @Test
  void theSealComesAfterAllThatItSeals() throws Exception {
    Running step = start().sealedOnce();
    step.codebook(2, 2, 15, 0);

    List<String> words = step.watermark(20);
    assertThat(words).hasSize(4);
    assertThat(words.subList(0, 2)).allMatch(word -> word.startsWith("item/"));
    assertThat(words.get(2)).isEqualTo(seal(2, 2, 0, "apple", 1, "pear", 0));
  }

  @Test
  void everyRecordOfAShardIsRoutedByTheShard() throws Exception {
    Running step = start();
    step.settle(3, "apple", 1, 1);
    step.codebook(1, 1, 0, 10);
    step.harness().processWatermark1(10);
    step.harness().processWatermark2(10);

    assertThat(step.out().all(WireRecord.class))
        .hasSize(2)
        .extracting(WireRecord::routing)
        .containsOnly(TestRules.key(3));
  }

  @Test
  void aCodebookThatIsEarlyWaitsForItsOwnBoundaryHoweverFarItLeads() throws Exception {
    Running step = start();
    step.settle("apple", 1, 4);
    for (int boundary = 1; boundary <= 150; boundary++) {
      step.codebook(boundary, boundary, boundary % 2 == 0 ? 0 : 9, 5);
    }
    for (int boundary = 1; boundary <= 150; boundary++) {
      assertThat(step.watermark(10L * boundary))
          .filteredOn(word -> word.startsWith("item#"))
          .containsExactly(seal(boundary, 0, boundary == 1 ? 0 : 1, "apple", 1));
    }
  }

  @Test
  void arrivalsAreMappedByTheCodebookInForceThoughLaterOnesAreThere() throws Exception {
    Running step = start().sealedOnce();
    step.codebook(2, 3, 10, 0);
    step.codebook(3, 4, 20, 30);
    step.arrive("plum", 2, 8);

    assertThat(step.out().words()).containsExactly(mapped("plum", 1, 1, "ARRIVAL", 15));
  }

  @Test
  void boundariesOfOneJumpAreSealedOneByOneWithTheirOwnCodebooks() throws Exception {
    Running step = start();
    step.settle("apple", 1, 1);
    step.codebook(1, 1, 0, 10);
    step.codebook(2, 2, 10, 0);
    step.codebook(3, 4, 0, 10);

    assertThat(step.watermark(45))
        .containsExactly(
            mapped("apple", 0, 1, "RECLUSTER", 10),
            seal(1, 0, 0, "apple", 0),
            mapped("apple", 1, 2, "RECLUSTER", 20),
            seal(2, 1, 0, "apple", 1),
            mapped("apple", 0, 3, "RECLUSTER", 40),
            seal(3, 1, 0, "apple", 0),
            "watermark 45");
  }

  @Test
  void aCodebookAfterItsWatermarkBreaksTheBarrierAndIsNotTaken() throws Exception {
    Running step = start();
    step.settle("apple", 1, 1);
    step.watermark(20);

    assertThatThrownBy(() -> step.codebook(1, 2, 0, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("boundary 2")
        .hasMessageContaining("the watermark barrier is broken");
  }

  @Test
  void aFeatureThatWasNotSettledBeforeItsBoundaryBreaksTheBarrier() throws Exception {
    Running step = start().sealedOnce();
    step.arrive("plum", 2, 8);
    step.codebook(2, 2, 0, 10);

    assertThatThrownBy(() -> step.watermark(20))
        .hasStackTraceContaining("feature 'plum' of field 'item' was not settled before boundary 2")
        .hasStackTraceContaining("the watermark barrier is broken");
  }

  @Test
  void changesAheadAreHeldUntilTheBoundaryBeforeThemHasFired() throws Exception {
    Running step = start().sealedOnce();
    step.arrive("plum", 4, 8);
    step.settle("pear", 3, 2);
    step.expire("apple", 3);
    assertThat(step.out().words()).isEmpty();

    step.codebook(2, 2, 0, 10);
    assertThat(step.watermark(20))
        .as("sealed as of boundary 2, then boundary 3 may show")
        .containsExactlyInAnyOrder(
            seal(2, 0, 2, "apple", 0, "pear", 1),
            mapped("pear", 0, 2, "ARRIVAL", 25),
            "item/apple null",
            "watermark 20")
        .startsWith(seal(2, 0, 2, "apple", 0, "pear", 1));
    assertThat(step.watermark(30))
        .containsExactly(mapped("plum", 1, 2, "ARRIVAL", 35), "watermark 30");
  }

  @Test
  void aFeatureStaysUnlessItGainsMoreThanTheHysteresis() throws Exception {
    Running step = start(new TestRules().hysteresis(0.5).build());
    step.settle("apple", 1, 4);
    step.settle("pear", 1, 9);
    step.codebook(1, 1, 0, 10);
    step.watermark(10);
    step.codebook(2, 2, 0, 7);
    assertThat(step.watermark(20))
        .as("16 to 9 is no gain of half")
        .containsExactly(seal(2, 0, 2, "apple", 0, "pear", 1), "watermark 20");

    step.codebook(3, 3, 0, 6);
    assertThat(step.watermark(30))
        .as("16 to 4 is")
        .containsExactly(
            mapped("apple", 1, 3, "RECLUSTER", 30),
            seal(3, 1, 1, "apple", 1, "pear", 1),
            "watermark 30");
  }

  @Test
  void theHysteresisIsMeasuredFromTheLastSealAndNotFromWhatCameSince() throws Exception {
    Running step = start(new TestRules().hysteresis(0.5).build());
    step.settle("apple", 1, 4);
    step.codebook(1, 1, 0, 10);
    step.watermark(10);
    step.arrive("apple", 2, 9);
    step.settle("apple", 2, 4.5f);
    assertThat(step.out().words()).containsExactly(mapped("apple", 1, 1, "ARRIVAL", 15));

    step.codebook(2, 2, 0, 8.5f);
    assertThat(step.watermark(20))
        .containsExactly(
            mapped("apple", 0, 2, "RECLUSTER", 20), seal(2, 0, 1, "apple", 0), "watermark 20");
  }

  @Test
  void aFeatureWhoseClusterIsRetiredGoesToTheNearest() throws Exception {
    Running step = start(new TestRules().hysteresis(1).build()).sealedOnce();
    step.codebook(TestRules.ITEM, 2, 2, new int[] {0, 2}, 0, 100);

    assertThat(step.watermark(20))
        .containsExactly(
            mapped("pear", 0, 2, "RECLUSTER", 20),
            seal(2, 1, 1, "apple", 0, "pear", 0),
            "watermark 20");
  }

  @Test
  void aFeatureThatExpiresLeavesATombstoneAndNoSealHoldsIt() throws Exception {
    Running step = start().sealedOnce();
    step.expire("apple", 2);
    assertThat(step.out().words()).containsExactly("item/apple null");

    step.codebook(2, 2, 0, 10);
    assertThat(step.watermark(20)).containsExactly(seal(2, 0, 1, "pear", 1), "watermark 20");
  }

  @Test
  void aFeatureThatWasNeverMappedLeavesNoTombstone() throws Exception {
    Running step = start();
    step.settle("apple", 1, 1);
    step.expire("apple", 2);
    step.expire("plum", 2);

    assertThat(step.watermark(20)).containsExactly("watermark 20");
  }

  @Test
  void aFeatureThatArrivesAgainAfterItExpiredIsPublishedAgain() throws Exception {
    Running step = start().sealedOnce();
    step.expire("apple", 2);
    step.watermark(20);
    step.arrive("apple", 3, 1);

    assertThat(step.out().words()).containsExactly(mapped("apple", 0, 1, "ARRIVAL", 25));
  }

  @Test
  void anEmptiedShardGoesOnSealing() throws Exception {
    Running step = start().sealedOnce();
    step.expire("apple", 2);
    step.expire("pear", 2);
    step.out().words();
    step.codebook(2, 2, 0, 10);
    assertThat(step.watermark(20)).containsExactly(seal(2, 0, 0), "watermark 20");

    step.codebook(3, 3, 0, 10);
    assertThat(step.watermark(30)).containsExactly(seal(3, 0, 0), "watermark 30");
  }

  @Test
  void aShardThatIsNewAfterTheCodebookCameIsSealedToo() throws Exception {
    Running step = start();
    step.codebook(1, 1, 0, 10);
    step.codebook(2, 3, 0, 10);
    step.settle(2, "apple", 1, 1);

    assertThat(step.watermark(10))
        .containsExactly(
            mapped("apple", 0, 1, "RECLUSTER", 10), sealOf(2, 1, 0, 0, "apple", 0), "watermark 10");
    assertThat(step.watermark(30)).containsExactly(sealOf(2, 2, 0, 1, "apple", 0), "watermark 30");
  }

  @Test
  void aShardWithoutASettledFeatureDoesNotSeal() throws Exception {
    Running step = start();
    step.codebook(1, 1, 0, 10);
    step.codebook(2, 2, 0, 10);
    step.arrive("apple", 3, 1);

    assertThat(step.watermark(20))
        .containsExactly(mapped("apple", 0, 2, "ARRIVAL", 25), "watermark 20");
  }

  @Test
  void fieldsDoNotTakeTheCodebooksOfOthers() throws Exception {
    Running step = start();
    step.settle("apple", 1, 1);
    step.codebook(TestRules.TAG, 1, 1, new int[] {0, 1}, 0, 10);

    assertThat(step.watermark(10)).containsExactly("watermark 10");
  }

  @Test
  void aFieldThatTheJobNoLongerHasRests() throws Exception {
    Running with = start().sealedOnce();
    Running without = start(new TestRules().fields(TestRules.TAG).build(), with.snapshot(), 1, 0);
    without.arrive("plum", 2, 8);
    without.codebook(2, 2, 0, 10);

    assertThat(without.watermark(20)).containsExactly("watermark 20");
  }

  @Test
  void theCodebookInForceIsKeptHoweverOldAndThoseBeforeItGo() throws Exception {
    Running step = start().sealedOnce();
    step.codebook(2, 2, 0, 10);
    step.watermark(20);
    assertThat(step.kept()).as("a window past the next one").containsExactly(1L, 2L);
    step.watermark(100_000);
    step.out().words();

    assertThat(step.kept()).containsExactly(2L);
    step.arrive("plum", 10_001, 8);
    assertThat(step.out().words()).containsExactly(mapped("plum", 1, 2, "ARRIVAL", 100_005));
  }

  @Test
  void goesOnAfterARestoreWithWhatWasHeldAndItsTimers() throws Exception {
    Running before = start().sealedOnce();
    before.arrive("plum", 3, 8);
    before.settle("plum", 3, 8);
    before.settle("pear", 2, 9.5f);
    before.codebook(2, 2, 0, 20);
    before.codebook(3, 3, 0, 10);

    Running after = restore(before.snapshot());
    assertThat(after.watermark(19)).containsExactly("watermark 19");
    assertThat(after.watermark(20))
        .startsWith(mapped("pear", 0, 2, "RECLUSTER", 20), seal(2, 1, 1, "apple", 0, "pear", 0))
        .contains(mapped("plum", 0, 2, "ARRIVAL", 25))
        .hasSize(4);
    assertThat(after.watermark(30))
        .containsExactlyInAnyOrder(
            mapped("pear", 1, 3, "RECLUSTER", 30),
            mapped("plum", 1, 3, "RECLUSTER", 30),
            seal(3, 1, 1, "apple", 0, "pear", 1, "plum", 1),
            "watermark 30");
  }

  @Test
  void theWatermarkIsKeptOverARestore() throws Exception {
    Running before = start().sealedOnce();

    Running after = restore(before.snapshot());
    after.arrive("plum", 3, 8);
    assertThat(after.out().words()).as("held, boundary 2 is still to come").isEmpty();
    after.arrive("fig", 2, 8);
    assertThat(after.out().words()).containsExactly(mapped("fig", 1, 1, "ARRIVAL", 15));
    assertThatThrownBy(() -> after.codebook(2, 1, 0, 10)).hasMessageContaining("barrier");
  }

  @Test
  void aVersionThatIsSealedIsNotSealedAgainWhereTheWatermarkWentBack() throws Exception {
    // An unaligned checkpoint may catch the subtasks on both sides of a watermark; all go on from
    // the least.
    Running ahead = start().sealedOnce();
    ahead.arrive("plum", 2, 8);
    Running behind = start();
    OperatorSubtaskState both =
        AbstractStreamOperatorTestHarness.repackageState(ahead.snapshot(), behind.snapshot());

    Running after = restore(both);
    after.settle("plum", 2, 8);
    assertThat(after.watermark(10)).containsExactly("watermark 10");
    after.codebook(2, 2, 0, 10);
    assertThat(after.watermark(20))
        .containsExactly(seal(2, 0, 2, "apple", 0, "pear", 1, "plum", 1), "watermark 20");
  }

  @Test
  void itsShardsAreSpreadOverMoreSubtasksWithoutLoss() throws Exception {
    Running before = start(new TestRules().shards(64).build());
    for (int shard = 0; shard < 64; shard++) {
      before.settle(shard, "f" + shard, 1, 1);
    }
    before.codebook(1, 1, 0, 10);
    OperatorSubtaskState state = before.snapshot();

    List<Integer> sealed = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, Running.MAX_PARALLELISM, 1, 2, subtask);
      Running after = start(new TestRules().shards(64).build(), part, 2, subtask);
      after.harness().processWatermark1(10);
      after.harness().processWatermark2(10);
      List<WireRecord> records = after.out().all(WireRecord.class);
      assertThat(records).hasSizeBetween(2, 126);
      records.forEach(record -> sealed.add(FieldShard.shardOf(record.routing())));
    }
    assertThat(sealed).as("a mapping and a seal of each").hasSize(128);
    assertThat(sealed.stream().distinct()).hasSize(64);
  }
}
