package io.saec.events;

import java.util.Arrays;

/**
 * What the features of one field do to the label of made-up rows. A feature is in three groups, in
 * one most of all, and deviates from them by itself; groups' centres go round with event time. All
 * of it is a function of (seed, feature, time): no state a feature. (not thread safe)
 */
final class HiddenEffects {
  private static final int MEMBERSHIPS = 3;

  /** How far a centre goes from its middle, as a share of that: some drift, not another taste. */
  private static final double DRIFT = 0.4;

  private final long seed;
  private final RowEffect effect;
  private final int rank;
  private final double[][] centres;

  /**
   * @param rank factors of a feature
   */
  HiddenEffects(long seed, RowEffect effect, int rank) {
    this.seed = seed;
    this.effect = effect;
    this.rank = rank;
    this.centres = new double[effect.groups()][rank];
    turnTo(0);
  }

  /**
   * Moves the groups' centres on.
   *
   * @param turn how often they have gone round
   */
  void turnTo(double turn) {
    double cos = DRIFT * StrictMath.cos(2 * Math.PI * turn);
    double sin = DRIFT * StrictMath.sin(2 * Math.PI * turn);
    double scale = 1 / Math.sqrt(1 + DRIFT * DRIFT);
    for (int group = 0; group < centres.length; group++) {
      SplitMix64 random = new SplitMix64(SplitMix64.mix(~seed, group));
      for (int j = 0; j < rank; j++) {
        double middle = random.nextNoise();
        centres[group][j] = scale * (middle + cos * random.nextNoise() + sin * random.nextNoise());
      }
    }
  }

  /** The group that a feature is in most; 0 where there are none. */
  int groupOf(int feature) {
    return random(feature).nextInt(centres.length);
  }

  /**
   * Writes the factors of a feature.
   *
   * @param factors shape [rank]
   * @return what it adds to the score by itself
   */
  double of(int feature, double[] factors) {
    SplitMix64 random = random(feature);
    Arrays.fill(factors, 0);
    int group = random.nextInt(centres.length);
    double weight = 1;
    double squares = 0;
    for (int i = 0; i < MEMBERSHIPS && centres.length > 0; i++) {
      for (int j = 0; j < rank; j++) {
        factors[j] += weight * centres[group][j];
      }
      squares += weight * weight;
      weight *= random.nextDouble();
      group = random.nextInt(centres.length);
    }
    double perFactor = effect.length() / Math.sqrt(rank);
    double shared = squares == 0 ? 0 : perFactor * Math.sqrt((1 - effect.own()) / squares);
    double own = perFactor * Math.sqrt(effect.own());
    for (int j = 0; j < rank; j++) {
      factors[j] = shared * factors[j] + own * random.nextNoise();
    }
    return effect.bias() * random.nextNoise();
  }

  private SplitMix64 random(int feature) {
    return new SplitMix64(SplitMix64.mix(seed, feature));
  }
}
