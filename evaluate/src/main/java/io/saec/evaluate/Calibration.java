package io.saec.evaluate;

import io.saec.events.RowScore;

/**
 * The factor that scores are multiplied with so that the log loss of rows that were not trained on
 * is least: Platt's scaling (1999) without its constant. A machine that has learnt enough to order
 * rows well is too sure of itself; this mends it and leaves the order, and so the AUC, as it is.
 */
final class Calibration {
  private static final double LEAST = 0.1;
  private static final double MOST = 10;
  private static final int STEPS = 18;

  private Calibration() {}

  /**
   * The best factor from {@value #LEAST} to {@value #MOST}, to 4e-5. The loss is convex in it, so
   * where its slope is zero is found by bisection.
   */
  static double factor(double[] scores, boolean[] labels) {
    double low = LEAST;
    double high = MOST;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (slope(scores, labels, middle) > 0) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double slope(double[] scores, boolean[] labels, double factor) {
    double slope = 0;
    for (int i = 0; i < scores.length; i++) {
      slope += (RowScore.probabilityOf(factor * scores[i]) - (labels[i] ? 1 : 0)) * scores[i];
    }
    return slope;
  }
}
