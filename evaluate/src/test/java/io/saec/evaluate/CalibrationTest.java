package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.RowScore;
import io.saec.events.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Labels are drawn at 0.4 of the scores, so scores are too sure by that much. */
  @Test
  void findsHowMuchTooSureScoresAre() {
    SplitMix64 random = new SplitMix64(5);
    double[] scores = new double[200_000];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 3 * random.nextNoise();
      labels[i] = random.nextDouble() < RowScore.probabilityOf(0.4 * scores[i]);
    }
    assertThat(Calibration.factor(scores, labels)).isCloseTo(0.4, within(0.01));
  }

  @Test
  void noOtherFactorHasALowerLogLoss() {
    double[] scores = {2, -1, 0.5, -3, 1, -0.2};
    boolean[] labels = {true, false, false, false, true, true};
    double factor = Calibration.factor(scores, labels);
    double best = loss(scores, labels, factor);
    for (double other = 0.1; other <= 10; other += 0.01) {
      assertThat(loss(scores, labels, other)).isGreaterThanOrEqualTo(best - 1e-9);
    }
  }

  private static double loss(double[] scores, boolean[] labels, double factor) {
    return Quality.of(Arrays.stream(scores).map(s -> s * factor).toArray(), labels).logloss();
  }

  @Test
  void staysWithinItsBoundsWhereLabelsAreTold() {
    boolean[] labels = {true, false};
    assertThat(Calibration.factor(new double[] {1, -1}, labels)).isCloseTo(10, within(1e-3));
    assertThat(Calibration.factor(new double[] {-1, 1}, labels)).isCloseTo(0.1, within(1e-3));
  }
}
