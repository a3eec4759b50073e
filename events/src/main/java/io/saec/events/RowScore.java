package io.saec.events;

import java.util.Arrays;

/**
 * Adds up the score that a factorization machine gives to one row, a feature at a time, but for the
 * machine's bias: {@code Σ w_i + Σ_{i<j} ⟨v_i, v_j⟩}. By the identity {@code Σ_{i<j} ⟨v_i, v_j⟩ = ½
 * Σ_f ((Σ_i v_if)² − Σ_i v_if²)} a feature costs 3 d operations. Sums in the order of the calls:
 * the same features give the same bits, whichever table they are in. (not thread safe)
 */
public final class RowScore {
  private final float[] sums;
  private final float[] squares;
  private double linear;

  /**
   * @param factors latent factors a feature, d
   */
  public RowScore(int factors) {
    this.sums = new float[factors];
    this.squares = new float[factors];
  }

  /** Begins another row. */
  public void clear() {
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    linear = 0;
  }

  /**
   * Adds a feature of the row.
   *
   * @param parameters holds d factors and then the linear weight, from {@code at} on
   */
  public void add(float[] parameters, int at) {
    for (int j = 0; j < sums.length; j++) {
      float factor = parameters[at + j];
      sums[j] += factor;
      squares[j] += factor * factor;
    }
    linear += parameters[at + sums.length];
  }

  /** Sum of the factors that were added, shape [d]; not to be written to. */
  float[] sums() {
    return sums;
  }

  /** The score of the features that were added. */
  public double score(double bias) {
    double twice = 0;
    for (int j = 0; j < sums.length; j++) {
      twice += sums[j] * sums[j] - squares[j];
    }
    return bias + linear + twice / 2;
  }

  /** The probability of label 1 of the features that were added. */
  public double probability(double bias) {
    return probabilityOf(score(bias));
  }

  /** The probability of label 1 at a score: {@code 1 / (1 + exp(-score))}. */
  public static double probabilityOf(double score) {
    // StrictMath: the same embeddings on every machine.
    return 1 / (1 + StrictMath.exp(-score));
  }
}
