package io.saec.clustering.budget;

import java.util.Arrays;

/**
 * Knots of a curve in the making, for a head of n points. What is kept of each k is the error that
 * its centroids would leave on endless many points like those of the head; on the head itself it is
 * less by {@code (1 - k/n)^exponent}, since these are the points it is fitted to. (not thread safe)
 */
final class CurveKnots {
  /** Knots of a slope that smooths out what one of them errs by: two octaves. */
  private static final int OCTAVES = 4;

  /** Of a sample: with fewer clusters, what is held out differs from it by chance alone. */
  private static final double TELLS_FROM = 1 / 24.0;

  /** Of a sample: with more clusters the held-out error levels off, and exponents come out low. */
  private static final double TELLS_TO = 1 / 8.0;

  /** Where next to nothing is left on a sample, the exponent would be anything. */
  private static final double GREATEST_EXPONENT = 4;

  private final int n;
  private final double effectiveSize;
  private int[] ks = new int[2 * Integer.SIZE];
  private double[] endless = new double[ks.length];
  private double[] exponents = new double[ks.length];
  private int size;

  /** Exponents seen where the share is one that tells. */
  private double telling;

  private int tellingKnots;

  /** The least k without an error. */
  private int end;

  /**
   * @param n points of the head
   * @param effectiveSize see {@link HeadSample}
   */
  CurveKnots(int n, double effectiveSize) {
    this.n = n;
    this.effectiveSize = effectiveSize;
    end = n;
  }

  /** The next k that gets a knot: the powers of two, and one between each and the next. */
  static int after(int k) {
    int power = Integer.highestOneBit(k);
    int between = (int) Math.round(power * Math.sqrt(2));
    return k < between ? between : Math.multiplyExact(power, 2);
  }

  /**
   * What centroids leave that were fitted to the head itself.
   *
   * @param k more than at the knot before
   * @param error more than 0
   */
  void fitted(int k, double error) {
    add(k, error / onHead(k, 1, 1), 1);
  }

  /**
   * What centroids leave that were fitted to a sample. If they are too near to its points by {@code
   * (1 - k/m)^exponent} and too far from others by {@code (1 + k/m)^exponent}, then these two tell
   * the exponent: 1 where only the means are fitted, more where the borders of clusters are too,
   * less where heavy points have centroids to themselves.
   *
   * @param k more than at the knot before
   * @param points m of the sample, more than k
   * @param error on the sample, more than 0
   * @param heldOut error on as many other points
   */
  void fitted(int k, int points, double error, double heldOut) {
    double share = (double) k / points;
    double exponent = 0;
    if (heldOut > error) {
      double seen = StrictMath.log(heldOut / error) / StrictMath.log((1 + share) / (1 - share));
      exponent = Math.min(seen, GREATEST_EXPONENT);
    }
    if (share >= TELLS_FROM && share <= TELLS_TO) {
      telling += exponent;
      tellingKnots++;
    } else if (share > TELLS_TO && tellingKnots > 0) {
      // Half way to what it was before: all the way lets its noise grow with the share.
      exponent += Math.max(0, telling / tellingKnots - exponent) / 2;
    }
    double onOthers = error * StrictMath.pow(1 - share, -exponent);
    add(k, heldOut > error ? Math.min(onOthers, heldOut) : onOthers, exponent);
  }

  private void add(int k, double error, double exponent) {
    ks[size] = k;
    endless[size] = error;
    exponents[size++] = exponent;
  }

  /** From this k on there is no error. */
  void endAt(int k) {
    end = Math.min(end, k);
  }

  /** The least k without an error, as far as is known. */
  int end() {
    return end;
  }

  /**
   * The curve, from the first knot on to where the error is 0. Beyond the last knot it goes on as a
   * power of k: by the slope of the last step or of the last two octaves, whichever is flatter, as
   * a step past the number of the head's blobs is steep and not the rule.
   */
  ErrorCurve curve(double scale) {
    int[] at = Arrays.copyOf(ks, 2 * ks.length);
    double[] errors = new double[at.length];
    int knots = 0;
    for (; knots < size && ks[knots] < end; knots++) {
      errors[knots] = scale * onHead(ks[knots], endless[knots], exponents[knots]);
    }
    if (knots > 0) {
      int last = knots - 1;
      double slope = slope(last);
      for (int k = after(ks[last]); k < end; k = after(k)) {
        at[knots] = k;
        double error = endless[last] * StrictMath.pow((double) k / ks[last], slope);
        errors[knots++] = scale * onHead(k, error, exponents[last]);
      }
    }
    at[knots++] = end;
    for (int knot = 1; knot < knots; knot++) {
      errors[knot] = Math.min(errors[knot], errors[knot - 1]);
    }
    return new ErrorCurve(Arrays.copyOf(at, knots), Arrays.copyOf(errors, knots));
  }

  private double slope(int last) {
    if (last == 0) {
      return 0;
    }
    double step = slope(last - 1, last);
    double octaves = slope(Math.max(0, last - OCTAVES), last);
    return Math.min(0, Math.max(step, octaves));
  }

  private double slope(int from, int to) {
    return StrictMath.log(endless[to] / endless[from]) / StrictMath.log((double) ks[to] / ks[from]);
  }

  /** Few clusters take 1 / effectiveSize each of what there is to fit, n of them take it all. */
  private double onHead(int k, double error, double exponent) {
    double left = StrictMath.pow(1 - (double) k / n, n / effectiveSize);
    return error * StrictMath.pow(left, exponent);
  }
}
