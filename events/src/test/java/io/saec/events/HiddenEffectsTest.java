package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HiddenEffectsTest {
  private static final int RANK = 6;
  private static final int FEATURES = 4000;

  private static double[][] factors(HiddenEffects effects) {
    double[][] factors = new double[FEATURES][RANK];
    for (int feature = 0; feature < FEATURES; feature++) {
      effects.of(feature, factors[feature]);
    }
    return factors;
  }

  private static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < RANK; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  @Test
  void biasAndLengthAreAsTheyShouldBe() {
    HiddenEffects effects = new HiddenEffects(1, new RowEffect(0.7, 0, 1.5, 0.4, 500), RANK);
    double biases = 0;
    double lengths = 0;
    for (int feature = 0; feature < FEATURES; feature++) {
      double[] factors = new double[RANK];
      double bias = effects.of(feature, factors);
      biases += bias * bias / FEATURES;
      lengths += inner(factors, factors) / FEATURES;
    }
    assertThat(Math.sqrt(biases)).isCloseTo(0.7, within(0.03));
    assertThat(Math.sqrt(lengths)).isCloseTo(1.5, within(0.06));
  }

  /** Of one group: alike, though far from the same. Of none: strangers. */
  @Test
  void featuresOfAGroupAreAlikeInPart() {
    assertThat(likeness(new RowEffect(0, 0, 1, 0.4, 50))).isBetween(0.3, 0.55);
    assertThat(likeness(new RowEffect(0, 0, 1, 0.8, 50))).isBetween(0.08, 0.2);
    assertThat(likeness(RowEffect.alone(0, 1))).isCloseTo(0, within(0.03));
  }

  /** Mean inner product of features of the same main group; those of one feature with itself: 1. */
  private static double likeness(RowEffect effect) {
    HiddenEffects effects = new HiddenEffects(2, effect, RANK);
    double[][] factors = factors(effects);
    double sum = 0;
    int pairs = 0;
    for (int one = 0; one < FEATURES; one++) {
      for (int other = 0; other < one; other++) {
        if (effects.groupOf(one) == effects.groupOf(other)) {
          sum += inner(factors[one], factors[other]);
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  /** In half a turn tastes move; they do not become other ones. */
  @Test
  void groupsGoRound() {
    HiddenEffects effects = new HiddenEffects(3, new RowEffect(0, 0, 1, 0.4, 50), RANK);
    double[][] before = factors(effects);
    effects.turnTo(0.5);
    double[][] after = factors(effects);
    effects.turnTo(1);
    double same = 0;
    for (int feature = 0; feature < FEATURES; feature++) {
      same += inner(before[feature], after[feature]) / FEATURES;
    }
    assertThat(same).isBetween(0.7, 0.95);
    double[] round = new double[RANK];
    effects.of(7, round);
    assertThat(round).containsExactly(before[7], within(1e-9));
  }
}
