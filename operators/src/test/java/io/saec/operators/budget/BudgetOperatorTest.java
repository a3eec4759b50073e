package io.saec.operators.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.budget.Budget;
import io.saec.clustering.budget.ErrorCurve;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Recorder;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import io.saec.state.FieldCurve;
import io.saec.state.Quota;
import io.saec.state.QuotaSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BudgetOperatorTest {
  private static final ClusterCount BY_BUDGET = new ClusterCount(0, 1, 0, 1_000, true);
  private static final FieldRules ITEM = FieldRules.of("item", 4, BY_BUDGET);
  private static final FieldRules USER = FieldRules.of("user", 4, BY_BUDGET);

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** A field of a thousand features whose error falls as 1 / k. */
  private static FieldCurve curve(FieldRules field, long boundary, double error) {
    return curve(field, boundary, 1_000, error);
  }

  private static FieldCurve curve(FieldRules field, long boundary, int live, double error) {
    ErrorCurve errors = new ErrorCurve(new int[] {1, live}, new double[] {error, error / live});
    return new FieldCurve(field.id(), boundary, live, 1, live, errors);
  }

  private static TestRules rules() {
    return new TestRules().fields(ITEM, USER).budget(new Budget.Ratio(8));
  }

  /** The operator in its harness, with what it put out. */
  private record Running(
      OneInputStreamOperatorTestHarness<FieldCurve, Quota> harness, Recorder<Quota> out) {

    void tell(FieldCurve curve) throws Exception {
      harness.processElement(curve, 0);
    }

    List<Quota> watermark(long timestamp) throws Exception {
      out.words();
      harness.processWatermark(timestamp);
      assertThat(out.hasWatermark(timestamp)).isTrue();
      return out.all(Quota.class);
    }
  }

  private Running start(Rules rules, OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<FieldCurve, Quota> harness =
        new OneInputStreamOperatorTestHarness<>(new BudgetOperator(rules));
    opened.add(harness);
    Recorder<Quota> out = new Recorder<>(QuotaSerializer.INSTANCE);
    harness.setOutputCreator(serializer -> out);
    harness.setup(QuotaSerializer.INSTANCE);
    harness.initializeState(state);
    harness.open();
    return new Running(harness, out);
  }

  private Running start() throws Exception {
    return start(rules().build(), OperatorSubtaskState.builder().build());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }

  private static long charge(List<Quota> quotas) {
    return quotas.stream()
        .mapToLong(quota -> TestRules.ACCOUNTING.compressed(1_000, quota.clusters(), 4))
        .sum();
  }

  @Test
  void allFieldsOfABoundaryShareTheBudgetByWhatTheyGain() throws Exception {
    Running step = start();
    step.tell(curve(ITEM, 1, 100));
    step.tell(curve(USER, 1, 1));
    assertThat(step.out().words()).as("nothing before the watermark").isEmpty();

    List<Quota> quotas = step.watermark(10);
    assertThat(quotas).extracting(Quota::boundary).containsExactly(1L, 1L);
    assertThat(quotas)
        .extracting(Quota::fieldId)
        .as("in the order of their ids")
        .containsExactlyInAnyOrder(ITEM.id(), USER.id())
        .isSorted();
    Quota item = quotas.get(quotas.get(0).fieldId() == ITEM.id() ? 0 : 1);
    Quota user = quotas.get(quotas.get(0).fieldId() == USER.id() ? 0 : 1);
    assertThat(item.clusters()).isGreaterThan(2 * user.clusters());
    assertThat(charge(quotas)).isBetween(4_000L - 2 * 16, 4_000L);
  }

  @Test
  void aFieldThatComesInBetweenGetsWhatTheOthersLeave() throws Exception {
    Running step = start();
    step.tell(curve(ITEM, 1, 100));
    List<Quota> first = step.watermark(10);
    step.tell(curve(USER, 2, 1e9));
    List<Quota> second = step.watermark(20);

    assertThat(first).hasSize(1);
    assertThat(charge(first)).isBetween(2_000L - 16, 2_000L);
    assertThat(second).extracting(Quota::fieldId).containsExactly(USER.id());
    assertThat(charge(first) + charge(second)).isBetween(4_000L - 2 * 16, 4_000L);
  }

  @Test
  void whatIsLeftIsNeverLessThanOneClusterAField() throws Exception {
    Running step = start(rules().budget(new Budget.Bytes(100)).build(), noState());
    step.tell(curve(ITEM, 1, 100));
    step.tell(curve(USER, 1, 1));

    assertThat(step.watermark(10)).extracting(Quota::clusters).containsExactly(1, 1);
  }

  private static OperatorSubtaskState noState() {
    return OperatorSubtaskState.builder().build();
  }

  @Test
  void boundariesOfAJumpAreDividedOneAfterTheOther() throws Exception {
    Running step = start();
    step.tell(curve(USER, 3, 1));
    step.tell(curve(ITEM, 1, 100));

    assertThat(step.watermark(45)).extracting(Quota::boundary).containsExactly(1L, 3L);
  }

  @Test
  void goesOnAfterARestoreWithWhatWaitsAndWhatWasGranted() throws Exception {
    Running before = start();
    before.tell(curve(ITEM, 1, 100));
    before.watermark(10);
    before.tell(curve(USER, 2, 1));
    OperatorSubtaskState state = before.harness().snapshot(1, 1);
    List<Quota> expected = before.watermark(20);

    Running after = start(rules().build(), state);
    assertThat(after.watermark(20)).isEqualTo(expected).hasSize(1);
  }

  @Test
  void aCurveThatIsSentAgainAfterItsBoundaryIsDropped() throws Exception {
    Running step = start();
    step.tell(curve(ITEM, 1, 100));
    step.watermark(10);
    step.tell(curve(ITEM, 1, 100));

    assertThat(step.watermark(20)).isEmpty();
  }

  @Test
  void fieldsThatTheJobNoLongerHasTakeNothing() throws Exception {
    Running before = start();
    before.tell(curve(ITEM, 1, 100));
    before.tell(curve(USER, 1, 100));
    before.watermark(10);
    OperatorSubtaskState state = before.harness().snapshot(1, 1);

    Running after = start(rules().fields(ITEM).build(), state);
    after.tell(curve(ITEM, 2, 100));
    assertThat(charge(after.watermark(20))).isBetween(2_000L - 16, 2_000L);
  }

  @Test
  void isNeverTakenForIdle() throws Exception {
    Running step = start();
    step.harness().processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(step.out().words()).isEmpty();
  }
}
