package io.saec.operators.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.clustering.Head;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldCodebookSerializer;
import io.saec.operators.FieldRules;
import io.saec.operators.KeyedTwoInputFactoryHarness;
import io.saec.operators.Recorder;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import io.saec.state.FieldHead;
import io.saec.state.FieldProgress;
import io.saec.state.Quota;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A result comes in as a mail, and mails run only when a test runs them: until then a computation
 * is under way, however fast its thread is.
 */
@Timeout(60)
class ClusteringOperatorTest {
  private static final int MAX_PARALLELISM = 8;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** The operator in its harness, with what it put out. */
  private record Running(
      KeyedTwoInputFactoryHarness<Long, FieldHead, Quota, FieldCodebook> harness,
      Recorder<FieldCodebook> out) {

    void head(FieldRules field, long boundary, float... line) throws Exception {
      harness.processElement1(fieldHead(field, boundary, line));
    }

    void head(long boundary, float... line) throws Exception {
      head(TestRules.ITEM, boundary, line);
    }

    void quota(FieldRules field, long boundary, int clusters) throws Exception {
      harness.processElement2(new Quota(field.id(), boundary, clusters));
    }

    void watermark(long timestamp) throws Exception {
      harness.processWatermark1(timestamp);
      harness.processWatermark2(timestamp);
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

    /** Codebooks and watermarks that were put out, without the records. */
    List<String> words() {
      return out.words().stream()
          .filter(word -> word.startsWith("codebook") || word.startsWith("watermark"))
          .toList();
    }

    byte[] codebooks() throws IOException {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      for (FieldCodebook codebook : out.all(FieldCodebook.class)) {
        FieldCodebookSerializer.INSTANCE.serialize(codebook, bytes);
      }
      return bytes.getCopyOfBuffer();
    }
  }

  /** Features on a line, each seen once, all in the first shard. */
  private static FieldHead fieldHead(FieldRules field, long boundary, float... line) {
    long[] frequencies = new long[line.length];
    Arrays.fill(frequencies, 1);
    return new FieldHead(
        field.id(),
        new FieldProgress(boundary, new int[] {line.length, 0, FieldProgress.EMPTIED, 0}),
        new Head(1, line, frequencies, line.length));
  }

  private Running start(Rules rules, OperatorSubtaskState state, int subtasks, int subtask)
      throws Exception {
    KeyedTwoInputFactoryHarness<Long, FieldHead, Quota, FieldCodebook> harness =
        new KeyedTwoInputFactoryHarness<>(
            new ClusteringOperatorFactory(rules),
            FieldHead::fieldId,
            Quota::fieldId,
            Types.LONG,
            MAX_PARALLELISM,
            subtasks,
            subtask);
    opened.add(harness);
    Recorder<FieldCodebook> out = new Recorder<>(FieldCodebookSerializer.INSTANCE);
    harness.setOutputCreator(serializer -> out);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup(FieldCodebookSerializer.INSTANCE);
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
  void holdsTheWatermarkUntilTheCodebookIsOut() throws Exception {
    Running step = start();
    step.head(1, 0, 1, 9, 10);
    step.watermark(10);
    assertThat(step.words()).containsExactly("watermark 9");

    step.runUntil(10);
    assertThat(step.words()).containsExactly("codebook 1@1", "watermark 10");
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
    assertThat(step.words()).containsExactly("codebook 1@1", "watermark 10", "watermark 15");
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
            "codebook 1@1",
            "watermark 10",
            "watermark 19",
            "codebook 2@2",
            "watermark 20",
            "watermark 29",
            "codebook 3@3",
            "watermark 30",
            "watermark 35");
  }

  @Test
  void waitsForTheCodebooksOfAllFields() throws Exception {
    Running step = start();
    step.head(TestRules.ITEM, 1, 0, 1, 9, 10);
    step.head(TestRules.TAG, 1, 0, 1, 9, 10);
    step.watermark(10);

    List<String> words = step.runUntil(10).words();
    assertThat(words)
        .startsWith("watermark 9")
        .contains("codebook 1@1", "codebook 1@1 of another field")
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
  void computesAgainAfterARestoreToTheSameBitsWithoutANewWatermark() throws Exception {
    Running before = start();
    before.head(1, 0, 1, 9, 10);
    before.watermark(10);
    before.runUntil(10).words();
    before.head(2, 0.5f, 1, 9.25f, 10);
    before.watermark(23);
    OperatorSubtaskState inMidComputation = before.harness().snapshot(1, 1);
    byte[] codebook = before.runUntil(23).codebooks();

    Running after = restore(inMidComputation);
    assertThat(after.runUntil(23).codebooks()).isEqualTo(codebook).isNotEmpty();
    assertThat(after.words())
        .containsExactly("watermark 19", "codebook 2@2", "watermark 20", "watermark 23");
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
      before.head(field, 1, 0, 1, 9, 10);
    }
    before.watermark(10);
    OperatorSubtaskState state = before.harness().snapshot(1, 1);

    List<Long> made = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 2, subtask);
      Running after = start(rules, part, 2, subtask).runUntil(10);
      after.out().all(FieldCodebook.class).forEach(codebook -> made.add(codebook.fieldId()));
    }
    assertThat(made)
        .containsExactlyInAnyOrderElementsOf(fields.stream().map(FieldRules::id).toList());
  }

  @Test
  void keepsItsVersionsAndItsWatermarkOverARestore() throws Exception {
    Running before = start();
    before.head(1, 0, 1, 9, 10);
    before.watermark(10);
    before.runUntil(10);

    Running after = restore(before.harness().snapshot(1, 1));
    after.runMails();
    assertThat(after.words()).containsExactly("watermark 10");
    after.head(2, 0, 1, 9, 10);
    after.watermark(20);
    assertThat(after.runUntil(20).words())
        .containsExactly("watermark 19", "codebook 2@2", "watermark 20");
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

    ((BoundedMultiInput) step.harness().getOperator()).endInput(2);
    assertThat(step.words())
        .containsExactly(
            "codebook 1@1",
            "watermark 10",
            "watermark 19",
            "codebook 2@2",
            "watermark 20",
            "watermark MAX");
  }

  @Test
  void passesOverFieldsThatTheJobNoLongerHas() throws Exception {
    Running step = start(new TestRules().fields(TestRules.TAG).build());
    step.head(TestRules.ITEM, 1, 0, 1, 9, 10);
    step.watermark(10);

    assertThat(step.words()).containsExactly("watermark 9", "watermark 10");
  }

  @Test
  void aComputationThatFailsFailsTheTaskWithItsCause() throws Exception {
    Running step = start();
    FieldHead infinite = fieldHead(TestRules.ITEM, 1, 0, Float.POSITIVE_INFINITY, 1);
    step.harness().processElement1(infinite);
    step.watermark(10);

    assertThatThrownBy(() -> step.runUntil(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a computation failed")
        .hasRootCauseMessage("embedding of row 1 is not finite: Infinity");
    assertThat(step.words()).containsExactly("watermark 9");
  }

  @Test
  void waitsForBothOfItsInputs() throws Exception {
    Running step = start();
    step.head(1, 0, 1, 9, 10);
    step.harness().processWatermark1(10);
    step.runMails();
    assertThat(step.words()).isEmpty();

    step.harness().processWatermark2(10);
    assertThat(step.runUntil(10).words()).contains("codebook 1@1");
  }

  /** The number of centroids of each codebook that was put out. */
  private static List<Integer> clusters(Running step) {
    return step.out().all(FieldCodebook.class).stream().map(made -> made.codebook().k()).toList();
  }

  private static Rules budgeted() {
    ClusterCount byBudget = new ClusterCount(0, 1, 0, 100, true);
    FieldRules field = FieldRules.of("item", 1, byBudget);
    return new TestRules().fields(field).interval(1_000).build();
  }

  @Test
  void goesByTheQuotaOfItsBoundaryUntilTheNext() throws Exception {
    Running step = start(budgeted());
    step.quota(TestRules.ITEM, 1, 2);
    step.quota(TestRules.ITEM, 3, 3);
    for (int boundary = 1; boundary <= 4; boundary++) {
      step.head(boundary, 0, 1, 9, 10);
    }
    step.watermark(45);

    step.runUntil(45);
    assertThat(clusters(step)).containsExactly(2, 3);
    assertThat(step.words())
        .filteredOn(word -> word.startsWith("codebook"))
        .containsExactly("codebook 1@1", "codebook 2@3");
  }

  @Test
  void keepsItsQuotasOverARestore() throws Exception {
    Running before = start(budgeted());
    before.quota(TestRules.ITEM, 1, 2);
    before.quota(TestRules.ITEM, 2, 3);
    before.head(1, 0, 1, 9, 10);
    before.watermark(10);
    before.runUntil(10);

    Running after = start(budgeted(), before.harness().snapshot(1, 1), 1, 0);
    after.runMails();
    after.head(2, 0, 1, 9, 10);
    after.watermark(20);
    assertThat(clusters(after.runUntil(20))).containsExactly(3);
  }

  @Test
  void aFieldWithoutItsQuotaWaitsForIt() throws Exception {
    Running step = start(budgeted());
    step.head(1, 0, 1, 9, 10);
    step.watermark(10);

    assertThat(step.runUntil(10).words()).containsExactly("watermark 9", "watermark 10");
  }

  @Test
  void publishesNothingAtABoundaryThatIsNotDue() throws Exception {
    Running step = start(new TestRules().interval(3).build());
    for (int boundary = 1; boundary <= 5; boundary++) {
      step.head(boundary, 0, 1, 9, 10);
    }
    step.watermark(50);

    assertThat(step.runUntil(50).words())
        .filteredOn(word -> word.startsWith("codebook"))
        .containsExactly("codebook 1@1", "codebook 2@4");
  }

  @Test
  void emitsTheRecordsBetweenTheCodebookAndItsWatermarkTheManifestLast() throws Exception {
    Running step = start();
    step.head(1, 0, 9);
    step.watermark(10);

    assertThat(step.runUntil(10).out().words())
        .extracting(word -> word.replaceFirst(" \\{.*", ""))
        .containsExactly("watermark 9", "codebook 1@1", "item#0", "item#1", "item", "watermark 10");
  }
}
