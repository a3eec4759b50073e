package io.saec.operators.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.saec.clustering.HeadShare;
import io.saec.model.FieldShard;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Recorder;
import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.operators.TestRules;
import io.saec.state.FieldCurve;
import io.saec.state.FieldHead;
import io.saec.state.FieldHeadSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A result comes in as a mail, and mails run only when a test runs them: until then a computation
 * is under way, however fast its thread is.
 */
@Timeout(60)
class CurveOperatorTest {
  private static final int MAX_PARALLELISM = 8;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** The operator in its harness, with what it put out. */
  private record Running(
      KeyedOneInputStreamOperatorTestHarness<Long, ShardHead, FieldHead> harness,
      Recorder<FieldHead> out) {

    void head(FieldRules field, int shard, long boundary, float... line) throws Exception {
      harness.processElement(
          new ShardHead(FieldShard.key(field.id(), shard), boundary, share(line)), 0);
    }

    void head(long boundary, float... line) throws Exception {
      head(TestRules.ITEM, 0, boundary, line);
    }

    void watermark(long timestamp) throws Exception {
      harness.processWatermark(timestamp);
    }

    /** Runs the mails that have come, without waiting for any. */
    void runMails() throws Exception {
      while (harness.getTaskMailbox().hasMail()) {
        harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      }
    }

    /** Runs mails, waiting for them, until the watermark is out. */
    Running runUntil(long watermark) throws Exception {
      while (!out.hasWatermark(watermark)) {
        harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
      }
      return this;
    }

    /** Heads and watermarks that were put out. */
    List<String> words() {
      return out.words().stream()
          .filter(word -> word.startsWith("field") || word.startsWith("watermark"))
          .map(word -> word.replaceFirst(":.*", ""))
          .toList();
    }

    byte[] heads() throws IOException {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      for (FieldHead head : out.all(FieldHead.class)) {
        FieldHeadSerializer.INSTANCE.serialize(head, bytes);
      }
      return bytes.getCopyOfBuffer();
    }
  }

  /** Features on a line, each seen once. */
  private static HeadShare share(float... line) {
    long[] frequencies = new long[line.length];
    Arrays.fill(frequencies, 1);
    return new HeadShare(line.length, line.length, 1, line, frequencies);
  }

  private Running start(Rules rules, OperatorSubtaskState state, int subtasks, int subtask)
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<Long, ShardHead, FieldHead> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CurveOperatorFactory(rules),
            head -> FieldShard.fieldIdOf(head.key()),
            Types.LONG,
            MAX_PARALLELISM,
            subtasks,
            subtask);
    opened.add(harness);
    Recorder<FieldHead> out = new Recorder<>(FieldHeadSerializer.INSTANCE);
    harness.setOutputCreator(serializer -> out);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup(FieldHeadSerializer.INSTANCE);
    harness.initializeState(state);
    harness.open();
    return new Running(harness, out);
  }

  private Running start(Rules rules) throws Exception {
    Running running = start(rules, OperatorSubtaskState.builder().build(), 1, 0);
    running.runMails();
    return running;
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

  @Test
  void holdsTheWatermarkUntilTheHeadIsOut() throws Exception {
    Running step = start();
    step.head(1, 0, 1, 9, 10);
    step.watermark(10);
    assertThat(step.words()).containsExactly("watermark 9");

    step.runUntil(10);
    assertThat(step.words()).containsExactly("field head @1", "watermark 10");
  }

  @Test
  void takesHeadsAndSnapshotsWhileItComputes() throws Exception {
    Running step = start();
    step.head(1, 0, 1, 9, 10);
    step.watermark(10);
    step.head(2, 0, 1, 9, 10);
    step.watermark(15);
    step.harness().snapshot(1, 1);
    assertThat(step.words()).containsExactly("watermark 9");

    step.runUntil(15);
    assertThat(step.words()).containsExactly("field head @1", "watermark 10", "watermark 15");
  }

  @Test
  void takesTheBoundariesOfAJumpOneAfterTheOther() throws Exception {
    Running step = start();
    step.head(3, 0, 2, 9, 11);
    step.head(1, 0, 1, 9, 10);
    step.head(2, 0, 2, 9, 10);
    step.watermark(35);

    step.runUntil(35);
    assertThat(step.words())
        .containsExactly(
            "watermark 9",
            "field head @1",
            "watermark 10",
            "watermark 19",
            "field head @2",
            "watermark 20",
            "watermark 29",
            "field head @3",
            "watermark 30",
            "watermark 35");
  }

  @Test
  void waitsForTheHeadsOfAllFields() throws Exception {
    Running step = start();
    step.head(TestRules.ITEM, 0, 1, 0, 1, 9, 10);
    step.head(TestRules.TAG, 0, 1, 0, 1, 9, 10);
    step.watermark(10);

    List<String> words = step.runUntil(10).words();
    assertThat(words)
        .startsWith("watermark 9")
        .contains("field head @1", "field head of another field @1")
        .endsWith("watermark 10")
        .hasSize(4);
  }

  @Test
  void letsWatermarksThroughWhereNothingIsDue() throws Exception {
    Running step = start();
    step.watermark(10);
    step.watermark(25);

    assertThat(step.words()).containsExactly("watermark 10", "watermark 25");
  }

  @Test
  void isOfOneMindWhateverTheOrderOfItsShards() throws Exception {
    Running ascending = start();
    ascending.head(TestRules.ITEM, 0, 1, 0, 1, 5);
    ascending.head(TestRules.ITEM, 3, 1, 9, 10, 2);
    ascending.watermark(10);
    Running descending = start();
    descending.head(TestRules.ITEM, 3, 1, 9, 10, 2);
    descending.head(TestRules.ITEM, 0, 1, 0, 1, 5);
    descending.watermark(10);

    assertThat(ascending.runUntil(10).heads()).isEqualTo(descending.runUntil(10).heads());
  }

  @Test
  void computesAgainAfterARestoreToTheSameBitsWithoutANewWatermark() throws Exception {
    Running before = start();
    before.head(1, 0, 1, 9, 10);
    before.watermark(10);
    before.runUntil(10).words();
    before.head(2, 0.5f, 1, 9.25f, 10);
    before.watermark(23);
    OperatorSubtaskState inMidComputation = before.harness().snapshot(1, 1);
    byte[] heads = before.runUntil(23).heads();

    Running after = restore(inMidComputation);
    assertThat(after.runUntil(23).heads()).isEqualTo(heads).isNotEmpty();
    assertThat(after.words())
        .containsExactly("watermark 19", "field head @2", "watermark 20", "watermark 23");
  }

  @Test
  void takesUpTheFieldsOfASnapshotInMidComputationOnMoreSubtasks() throws Exception {
    List<FieldRules> fields = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      fields.add(FieldRules.of("f" + i, 1, TestRules.ITEM.clusters()));
    }
    Rules rules = new TestRules().fields(fields.toArray(new FieldRules[0])).build();
    Running before = start(rules);
    for (FieldRules field : fields) {
      before.head(field, 0, 1, 0, 1, 9, 10);
    }
    before.watermark(10);
    OperatorSubtaskState state = before.harness().snapshot(1, 1);

    List<Long> made = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 2, subtask);
      Running after = start(rules, part, 2, subtask).runUntil(10);
      after.out().all(FieldHead.class).forEach(head -> made.add(head.fieldId()));
    }
    assertThat(made)
        .containsExactlyInAnyOrderElementsOf(fields.stream().map(FieldRules::id).toList());
  }

  /** A shard at rest: its features are live, and none was seen within the window. */
  private static HeadShare resting(float... line) {
    return new HeadShare(line.length, 0, 1, line, new long[line.length]);
  }

  private static Rules ownVectors() {
    ClusterCount floor = new ClusterCount(0, 0.1, 64, 100);
    return new TestRules().fields(FieldRules.of("item", 1, floor)).build();
  }

  private static float[] lastHead(Running step) {
    List<FieldHead> heads = step.out().all(FieldHead.class);
    return heads.get(heads.size() - 1).head().embeddings();
  }

  @Test
  void theFeaturesOfAShardAtRestKeepTheirOwnVectors() throws Exception {
    Running step = start(ownVectors());
    step.head(TestRules.ITEM, 0, 1, 0, 1);
    step.head(TestRules.ITEM, 1, 1, 9);
    step.watermark(10);
    step.runUntil(10);
    step.head(TestRules.ITEM, 0, 2, 0, 1);
    step.harness().processElement(new ShardHead(TestRules.key(1), 2, resting(9)), 0);
    for (int boundary = 3; boundary <= 5; boundary++) {
      step.head(TestRules.ITEM, 0, boundary, 0, boundary);
    }
    step.watermark(50);

    assertThat(lastHead(step.runUntil(50))).containsExactlyInAnyOrder(0, 5, 9);
  }

  @Test
  void aShardAtRestSpeaksForItselfAgainWhenItWakesOrItsFeaturesExpire() throws Exception {
    Running step = start(ownVectors());
    step.head(TestRules.ITEM, 0, 1, 0, 1);
    step.harness().processElement(new ShardHead(TestRules.key(1), 1, resting(9)), 0);
    step.harness().processElement(new ShardHead(TestRules.key(2), 1, resting(20)), 0);
    step.head(TestRules.ITEM, 0, 2, 0, 1);
    step.head(TestRules.ITEM, 1, 2, 12);
    step.head(TestRules.ITEM, 2, 2);
    step.head(TestRules.ITEM, 0, 3, 0, 1);
    step.head(TestRules.ITEM, 1, 3, 12);
    step.watermark(30);

    assertThat(lastHead(step.runUntil(30))).containsExactlyInAnyOrder(0, 1, 12);
  }

  @Test
  void aShardAtRestIsStillAtRestAfterARestoreAndNotDue() throws Exception {
    Running before = start(ownVectors());
    before.head(TestRules.ITEM, 0, 1, 0, 1);
    before.harness().processElement(new ShardHead(TestRules.key(1), 1, resting(9)), 0);
    before.watermark(10);
    before.runUntil(10);

    Running after = start(ownVectors(), before.harness().snapshot(1, 1), 1, 0);
    after.runMails();
    assertThat(after.words()).as("nothing is due").containsExactly("watermark 10");
    after.head(TestRules.ITEM, 0, 2, 0, 1);
    after.watermark(20);
    assertThat(lastHead(after.runUntil(20))).containsExactlyInAnyOrder(0, 1, 9);
  }

  @Test
  void dropsHeadsThatAreSentAgainForABoundaryItHasDone() throws Exception {
    Running before = start();
    before.head(1, 0, 1, 9, 10);
    before.watermark(10);
    before.runUntil(10);

    Running after = restore(before.harness().snapshot(1, 1));
    after.runMails();
    after.words();
    after.head(1, 0, 1, 9, 10);
    after.watermark(15);
    assertThat(after.words()).containsExactly("watermark 15");
  }

  @Test
  void theEndOfInputWaitsForAllThatIsDue() throws Exception {
    Running step = start();
    step.head(1, 0, 1, 9, 10);
    step.head(2, 0, 1, 9, 10);
    step.watermark(Long.MAX_VALUE);
    assertThat(step.words()).containsExactly("watermark 9");

    step.harness().endInput();
    assertThat(step.words())
        .containsExactly(
            "field head @1",
            "watermark 10",
            "watermark 19",
            "field head @2",
            "watermark 20",
            "watermark MAX");
  }

  @Test
  void isNeverTakenForIdle() throws Exception {
    Running step = start();
    step.harness().processWatermarkStatus(WatermarkStatus.IDLE);
    step.harness().processWatermarkStatus(WatermarkStatus.ACTIVE);

    assertThat(step.out().words()).isEmpty();
  }

  @Test
  void aComputationThatFailsFailsTheTaskWithItsCause() throws Exception {
    Running step = start();
    HeadShare ofTwoDimensions = new HeadShare(1, 1, 2, new float[] {1, 2}, new long[] {1});
    step.harness().processElement(new ShardHead(TestRules.key(0), 1, ofTwoDimensions), 0);
    step.watermark(10);

    assertThatThrownBy(() -> step.runUntil(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a computation failed")
        .hasRootCauseMessage("share 0 has 2 dimensions, the field has 1");
    assertThat(step.words()).containsExactly("watermark 9");
  }

  @Test
  void passesOverFieldsThatTheJobNoLongerHas() throws Exception {
    Running step = start(new TestRules().fields(TestRules.TAG).build());
    step.head(TestRules.ITEM, 0, 1, 0, 1, 9, 10);
    step.watermark(10);

    assertThat(step.words()).containsExactly("watermark 9", "watermark 10");
  }

  @Test
  void theHeadNamesTheShardsWithFeaturesThoughTheyWereSilentThisTime() throws Exception {
    Running step = start();
    step.head(TestRules.ITEM, 1, 1, 0, 1);
    step.head(TestRules.ITEM, 3, 1, 9, 10);
    step.head(TestRules.ITEM, 0, 1);
    step.watermark(10);
    step.runUntil(10).words();
    step.head(TestRules.ITEM, 3, 2, 9, 10);
    step.watermark(20);

    List<FieldHead> heads = step.runUntil(20).out().all(FieldHead.class);
    assertThat(heads.get(heads.size() - 1).reached().live()).containsExactly(0, 2, 0, 2);
  }

  private static final FieldRules BUDGETED =
      FieldRules.of("item", 1, new ClusterCount(0, 0.5, 2, 100, true));

  private static List<Long> drawnAt(Running step) {
    return step.out().all(FieldCurve.class).stream().map(FieldCurve::boundary).toList();
  }

  @Test
  void drawsACurveOfAFieldThatIsNewOnceAnIntervalAndWhenItHasGrown() throws Exception {
    Running step = start(new TestRules().fields(BUDGETED).interval(10).growth(1.5).build());
    step.head(BUDGETED, 0, 13, 0, 1, 9, 10);
    step.head(BUDGETED, 0, 14, 0, 1, 9, 10, 11);
    step.head(BUDGETED, 0, 15, 0, 1, 9, 10, 11, 12);
    step.head(BUDGETED, 0, 16, 0, 1, 9, 10, 11, 12);
    step.head(BUDGETED, 0, 21, 0, 1, 9, 10, 11, 12);
    step.head(BUDGETED, 0, 22, 0, 1, 9, 10, 11, 12);
    step.watermark(220);

    assertThat(drawnAt(step.runUntil(220))).containsExactly(13L, 15L, 21L);
  }

  @Test
  void aCurveSaysWhatTheFieldMustHaveAndWhatItCouldUse() throws Exception {
    Running step = start(new TestRules().fields(BUDGETED).build());
    step.head(BUDGETED, 0, 1, 0, 1, 9, 10, 20, 21);
    step.head(BUDGETED, 0, 2, 3, 4);
    step.watermark(20);

    assertThat(step.runUntil(20).out().all(FieldCurve.class))
        .extracting(FieldCurve::live, FieldCurve::least, FieldCurve::most)
        .containsExactly(tuple(6, 1, 3), tuple(2, 2, 2));
  }

  @Test
  void remembersWhenItDrewOverARestore() throws Exception {
    Rules rules = new TestRules().fields(BUDGETED).interval(10).growth(1.5).build();
    Running before = start(rules);
    before.head(BUDGETED, 0, 1, 0, 1, 9, 10);
    before.watermark(10);
    before.runUntil(10);

    Running after = start(rules, before.harness().snapshot(1, 1), 1, 0);
    after.head(BUDGETED, 0, 2, 0, 1, 9, 10);
    after.watermark(20);
    assertThat(drawnAt(after.runUntil(20))).isEmpty();
  }

  @Test
  void drawsNoCurveOfAFieldWhoseClustersAreSet() throws Exception {
    Running step = start();
    step.head(1, 0, 1, 9, 10);
    step.watermark(10);

    assertThat(drawnAt(step.runUntil(10))).isEmpty();
  }
}
