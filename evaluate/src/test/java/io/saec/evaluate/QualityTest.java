package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.SplitMix64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QualityTest {
  /** Few distinct scores, so that most pairs are ties. */
  @Property(tries = 200)
  void aucIsTheShareOfPairsInOrder(
      @ForAll @IntRange(min = 2, max = 80) int rows,
      @ForAll @IntRange(min = 1, max = 20) int distinct,
      @ForAll long seed) {
    SplitMix64 random = new SplitMix64(seed);
    double[] scores = new double[rows];
    boolean[] labels = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = random.nextInt(distinct) - distinct / 2.0;
      labels[i] = i == 0 || (i > 1 && random.nextInt(3) == 0);
    }
    Quality quality = Quality.of(scores, labels);
    assertThat(quality.auc()).isCloseTo(aucByPairs(scores, labels), within(1e-12));
    assertThat(quality.logloss()).isCloseTo(loglossByRows(scores, labels), within(1e-9));
  }

  private static double aucByPairs(double[] scores, boolean[] labels) {
    double right = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return right / pairs;
  }

  private static double loglossByRows(double[] scores, boolean[] labels) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double probability = 1 / (1 + Math.exp(-scores[i]));
      sum -= Math.log(labels[i] ? probability : 1 - probability);
    }
    return sum / scores.length;
  }

  @Test
  void oneConfidentMistakeIsNotInfinite() {
    Quality quality = Quality.of(new double[] {1000, -1000}, new boolean[] {false, true});
    assertThat(quality.auc()).isZero();
    assertThat(quality.logloss()).isCloseTo(-Math.log(1e-12), within(1e-9));
  }

  @Test
  void oneLabelSaysNothing() {
    assertThatThrownBy(() -> Quality.of(new double[] {1, 2}, new boolean[] {true, true}))
        .hasMessageContaining("same label");
  }
}
