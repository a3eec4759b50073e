package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.RowScore;
import io.saec.events.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Labels are drawn at 0.4 of the scores and 0.7 above that. */
  @Test
  void findsHowMuchTooSureAndTooLowScoresAre() {
    SplitMix64 random = new SplitMix64(5);
    double[] scores = new double[200_000];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 3 * random.nextNoise() - 1;
      labels[i] = random.nextDouble() < RowScore.probabilityOf(0.4 * scores[i] + 0.7);
    }
    Calibration found = Calibration.of(scores, labels);
    assertThat(found.scale()).isCloseTo(0.4, within(0.01));
    assertThat(found.shift()).isCloseTo(0.7, within(0.02));
  }

  @Test
  void noOtherHasALowerLogLoss() {
    double[] scores = {2, -1, 0.5, -3, 1, -0.2};
    boolean[] labels = {true, false, false, false, true, true};
    double best = loss(scores, labels, Calibration.of(scores, labels));
    for (double scale = 0.1; scale <= 10; scale += 0.05) {
      for (double shift = -3; shift <= 3; shift += 0.05) {
        assertThat(loss(scores, labels, new Calibration(scale, shift)))
            .isGreaterThanOrEqualTo(best - 1e-6);
      }
    }
  }

  private static double loss(double[] scores, boolean[] labels, Calibration by) {
    return Quality.of(Arrays.stream(scores).map(by::of).toArray(), labels).logloss();
  }

  /** From 1 the parabola of a far too great scale leads away from where the loss is least. */
  @Test
  void findsItFromFarAway() {
    double[] scores = {90, 80, -70, 60, -90, 10};
    boolean[] labels = {true, false, false, true, true, false};
    Calibration found = Calibration.of(scores, labels);
    assertThat(found.scale()).isEqualTo(0.1);
    double best = loss(scores, labels, found);
    for (double shift = -15; shift <= 15; shift += 0.1) {
      assertThat(loss(scores, labels, new Calibration(0.1, shift)))
          .isGreaterThanOrEqualTo(best - 1e-6);
    }
  }

  @Test
  void staysWithinItsBoundsWhereLabelsAreTold() {
    boolean[] labels = {true, false};
    assertThat(Calibration.of(new double[] {1, -1}, labels).scale()).isEqualTo(10);
    assertThat(Calibration.of(new double[] {-1, 1}, labels).scale()).isEqualTo(0.1);
  }

  @Test
  void scoresThatDoNotDifferSayHowFrequentOnesAre() {
    Calibration found =
        Calibration.of(new double[] {5, 5, 5, 5}, new boolean[] {true, false, false, false});
    assertThat(RowScore.probabilityOf(found.of(5))).isCloseTo(0.25, within(1e-5));
  }
}
