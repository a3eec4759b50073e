package io.saec.evaluate;

import io.saec.events.RowScore;
import java.util.Arrays;

/**
 * How well scores tell labels.
 *
 * @param auc share of the pairs of a row of label 1 and one of label 0 in which the former has the
 *     greater score; a tie counts a half
 * @param logloss mean of the negative logarithm of the probability that was given to the label
 */
public record Quality(double auc, double logloss) {
  /** Keeps one confident mistake from being infinite. */
  private static final double LEAST_PROBABILITY = 1e-12;

  /**
   * Measures. Costs a sort; exact with ties.
   *
   * @param scores shape [n], no NaN
   * @param labels shape [n]; both must be there
   * @throws IllegalArgumentException if there is one label only
   */
  static Quality of(double[] scores, boolean[] labels) {
    double[] ones = new double[labels.length];
    double[] zeros = new double[labels.length];
    int m = 0;
    int n = 0;
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i]) {
        ones[m++] = scores[i];
      } else {
        zeros[n++] = scores[i];
      }
      double ofLabel = RowScore.probabilityOf(labels[i] ? scores[i] : -scores[i]);
      loss -= StrictMath.log(Math.max(LEAST_PROBABILITY, ofLabel));
    }
    if (m == 0 || n == 0) {
      throw new IllegalArgumentException("all " + labels.length + " rows have the same label");
    }
    return new Quality(auc(Arrays.copyOf(ones, m), Arrays.copyOf(zeros, n)), loss / labels.length);
  }

  private static double auc(double[] ones, double[] zeros) {
    Arrays.sort(ones);
    Arrays.sort(zeros);
    long halves = 0;
    int below = 0;
    int notAbove = 0;
    for (double one : ones) {
      while (below < zeros.length && zeros[below] < one) {
        below++;
      }
      while (notAbove < zeros.length && zeros[notAbove] <= one) {
        notAbove++;
      }
      halves += below + notAbove;
    }
    return halves / 2.0 / ((double) ones.length * zeros.length);
  }
}
