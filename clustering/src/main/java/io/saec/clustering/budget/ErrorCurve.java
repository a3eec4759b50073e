package io.saec.clustering.budget;

import java.util.Arrays;

/**
 * A field's error as a function of k: the sum over all occurrences of the squared distance to the
 * centroid. Known at some k, the knots, and between them by interpolation: a power of k, that is a
 * straight line in log-log; a straight line where the error comes down to 0. Immutable. Holds 20
 * bytes a knot; {@link #errorAt} costs a binary search and one power.
 */
public final class ErrorCurve {
  private final int[] ks;
  private final double[] errors;

  /** Exponent of the power of k from a knot to the next; NaN where the next error is 0. */
  private final double[] exponents;

  /**
   * A curve through knots.
   *
   * @param ks shape [knots], ascending, from 1 on
   * @param errors shape [knots], finite, at least 0, never growing
   * @throws IllegalArgumentException if they are not so
   */
  public ErrorCurve(int[] ks, double[] errors) {
    this.ks = ks.clone();
    this.errors = errors.clone();
    check();
    exponents = new double[ks.length - 1];
    for (int knot = 0; knot < exponents.length; knot++) {
      exponents[knot] =
          errors[knot + 1] == 0
              ? Double.NaN
              : StrictMath.log(errors[knot + 1] / errors[knot])
                  / StrictMath.log((double) ks[knot + 1] / ks[knot]);
    }
  }

  private void check() {
    if (ks.length == 0 || ks.length != errors.length || ks[0] != 1) {
      throw new IllegalArgumentException(
          "knots must begin at k = 1 and have an error each: " + Arrays.toString(ks));
    }
    for (int knot = 0; knot < ks.length; knot++) {
      boolean follows = knot == 0 || (ks[knot] > ks[knot - 1] && errors[knot] <= errors[knot - 1]);
      if (!follows || !(errors[knot] >= 0) || Double.isInfinite(errors[knot])) {
        throw new IllegalArgumentException(
            "knot " + knot + " is out of order: k = " + ks[knot] + ", error " + errors[knot]);
      }
    }
  }

  /**
   * Error with k clusters; beyond the last knot it stays as it is there.
   *
   * @param k at least 1
   */
  public double errorAt(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1: " + k);
    }
    int found = Arrays.binarySearch(ks, k);
    if (found >= 0) {
      return errors[found];
    }
    int left = -found - 2;
    if (left == ks.length - 1) {
      return errors[left];
    }
    if (errors[left + 1] == 0) {
      return errors[left] * ((double) (ks[left + 1] - k) / (ks[left + 1] - ks[left]));
    }
    double error = errors[left] * StrictMath.pow((double) k / ks[left], exponents[left]);
    // The power may round past the next knot.
    return Math.max(error, errors[left + 1]);
  }

  /** The last knot: more clusters than that are of no use. */
  public int lastKnot() {
    return ks[ks.length - 1];
  }

  /** Where the knots are, shape [knots]; a copy. */
  public int[] ks() {
    return ks.clone();
  }

  /** Errors at the knots, shape [knots]; a copy. */
  public double[] errors() {
    return errors.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ErrorCurve curve
        && Arrays.equals(ks, curve.ks)
        && Arrays.equals(errors, curve.errors);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ks) + Arrays.hashCode(errors);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ErrorCurve[");
    for (int knot = 0; knot < ks.length; knot++) {
      text.append(knot == 0 ? "" : ", ").append(ks[knot]).append(": ").append(errors[knot]);
    }
    return text.append(']').toString();
  }
}
