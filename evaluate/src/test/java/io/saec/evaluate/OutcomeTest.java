package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final List<Quality> FULL =
      List.of(new Quality(0.70, 0.60), new Quality(0.72, 0.62));

  @Test
  void differencesAreBySeed() {
    Outcome outcome =
        Outcome.of(List.of(new Quality(0.69, 0.606), new Quality(0.71, 0.6262)), FULL);
    assertThat(outcome.auc()).isCloseTo(0.70, within(1e-12));
    assertThat(outcome.deltaAuc()).isCloseTo(-0.01, within(1e-12));
    assertThat(outcome.deltaLogloss()).isCloseTo(0.01, within(1e-12));
    assertThat(outcome.spread().auc()).isCloseTo(Math.sqrt(2) * 0.01, within(1e-12));
    assertThat(outcome.spread().deltaAuc()).isCloseTo(0, within(1e-12));
    assertThat(outcome.difference())
        .isEqualTo(new Outcome.Calls(Difference.WORSE, Difference.WORSE));
  }

  @Test
  void aDifferenceWithinTheSpreadIsNone() {
    Outcome outcome = Outcome.of(List.of(new Quality(0.705, 0.58), new Quality(0.717, 0.60)), FULL);
    assertThat(outcome.deltaAuc()).isCloseTo(0.001, within(1e-12));
    assertThat(outcome.difference())
        .isEqualTo(new Outcome.Calls(Difference.NONE, Difference.BETTER));
  }

  @Test
  void theVerdictIsTheSmallestSizeThatLosesNothing() {
    Map<String, EvaluationReport.Compressed> compressed = new LinkedHashMap<>();
    compressed.put("5x", at(0.0009, 0.0009, 500));
    compressed.put("10x", at(-0.001, 0.0011, 250));
    compressed.put("27x", at(-0.001, -0.001, 90));
    compressed.put("40x", at(-0.002, 0, 60));
    compressed.put("64x", at(0, -0.002, 40));
    Verdict verdict = Verdict.of(compressed);
    assertThat(verdict.budget()).isEqualTo("27x");
    assertThat(verdict.bytes()).isEqualTo(90);
    assertThat(verdict.text()).contains("27x").contains("90 bytes").contains("packed ids");
    compressed.keySet().removeAll(List.of("5x", "27x"));
    assertThat(Verdict.of(compressed).budget()).isNull();
    assertThat(Verdict.of(compressed).text()).contains("not as good");
  }

  private static EvaluationReport.Compressed at(double auc, double logloss, long bytes) {
    Outcome outcome =
        new Outcome(
            0,
            0,
            auc,
            logloss,
            new Outcome.Spread(0, 0, 0, 0),
            new Outcome.Calls(Difference.NONE, Difference.NONE));
    return new EvaluationReport.Compressed(
        outcome, 0, Map.of("packed", new Size(2500, bytes, "packed ids")), Map.of());
  }
}
