package io.saec.events;

/**
 * Mean log loss of the last {@code window} predictions, each made before its label was known: what
 * a learner is worth now. Guessing a half scores ln 2 = 0.693. Eight bytes a prediction. (not
 * thread safe)
 */
final class RunningLogLoss {
  /** Keeps one confident mistake from being infinite. */
  private static final double LEAST_PROBABILITY = 1e-12;

  private final double[] losses;
  private long count;
  private double sum;

  RunningLogLoss(int window) {
    this.losses = new double[window];
  }

  void add(double probability, boolean label) {
    double ofLabel = label ? probability : 1 - probability;
    double loss = -StrictMath.log(Math.max(LEAST_PROBABILITY, ofLabel));
    int slot = (int) (count++ % losses.length);
    sum += loss - losses[slot];
    losses[slot] = loss;
  }

  /** The mean, or NaN before the first prediction. */
  double mean() {
    return sum / Math.min(count, losses.length);
  }
}
