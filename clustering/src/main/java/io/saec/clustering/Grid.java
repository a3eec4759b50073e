package io.saec.clustering;

import io.saec.model.Encoding;
import java.util.Arrays;

/**
 * The values a published centroid can have, so that a reader keeps {@link Encoding#bytes} of each
 * and gets the same float back. On INT8 a value is a whole number in [-127, 127] times the step of
 * its dimension; the error of a value that the grid spans is at most half a step. Where values are
 * coded, the step is one for all dimensions, and as coarse as their bits ask for. On FP16 it is an
 * IEEE 754 half; the error is at most 2^-11 of the value, or 2^-25 where that is more.
 *
 * @param encoding what kind of grid
 * @param scale step by dimension, shape [dim], all positive; empty but for INT8
 */
record Grid(Encoding encoding, float[] scale) {
  private static final int MOST = 127;

  /** Room beyond the greatest value for the centroids to come, so that the step can stay. */
  private static final float HEADROOM = 1.25f;

  /** A step serves until the values use less than this share of its range: three of its bits. */
  private static final float LEAST_USE = 1 / 8f;

  /** The greatest finite half. */
  private static final float GREATEST_HALF = 65_504;

  /** Exponent of the least normal half: those below it are as far apart as those above it. */
  private static final int LEAST_HALF_EXPONENT = -14;

  /** Bits of a half behind the leading one. */
  private static final int HALF_FRACTION = 10;

  /** Step of a dimension that is 0 in every centroid: any would do. */
  private static final float STEP_OF_ZEROS = 0x1p-20f;

  /**
   * A grid that spans the centroids. A step of the grid before is kept while it serves, so that
   * centroids that did not move keep their bits; but not one of coded values, which is coarser than
   * bytes need.
   *
   * @param scaleBefore steps of the grid before, empty if there are none
   * @param centroids shape [k, dim], row-major, all finite
   */
  static Grid spanning(Encoding encoding, float[] scaleBefore, float[] centroids, int dim) {
    if (encoding != Encoding.INT8) {
      return new Grid(encoding, new float[0]);
    }
    float[] greatest = new float[dim];
    for (int at = 0; at < centroids.length; at++) {
      greatest[at % dim] = Math.max(greatest[at % dim], Math.abs(centroids[at]));
    }
    boolean coded = dim > 1 && oneStep(scaleBefore) > 0;
    float[] scale = new float[dim];
    for (int j = 0; j < dim; j++) {
      boolean kept = !coded && scaleBefore.length == dim && serves(scaleBefore[j], greatest[j]);
      scale[j] = kept ? scaleBefore[j] : step(greatest[j]);
    }
    return new Grid(encoding, scale);
  }

  /**
   * A grid of one step for all dimensions, the finest on which the centroids, coded, keep to their
   * bits: for as many bits it has the least squared error.
   *
   * @param bits of a value on the average, 2 to 7
   * @param scaleBefore steps of the grid before, empty if there are none
   * @param centroids shape [k, dim], row-major, all finite
   */
  static Grid coded(int bits, float[] scaleBefore, float[] centroids, int dim) {
    float[] scale = new float[dim];
    Arrays.fill(scale, new CodedStep(bits, centroids, dim).finest(oneStep(scaleBefore)));
    return new Grid(Encoding.INT8, scale);
  }

  /** The step of all dimensions, 0 if they differ. */
  private static float oneStep(float[] scale) {
    float first = scale.length == 0 ? 0 : scale[0];
    for (float step : scale) {
      if (step != first) {
        return 0;
      }
    }
    return first;
  }

  private static boolean serves(float step, float greatest) {
    float range = MOST * step;
    return greatest == 0 || (greatest <= range && greatest >= range * LEAST_USE);
  }

  private static float step(float greatest) {
    // A step that is not a normal number would lose the bits that a reader divides by.
    return greatest == 0 ? STEP_OF_ZEROS : Math.max(greatest / MOST * HEADROOM, Float.MIN_NORMAL);
  }

  /**
   * The nearest points of the grid.
   *
   * @param centroids shape [k, dim], row-major
   * @return shape [k, dim]
   */
  float[] snap(float[] centroids) {
    float[] snapped = new float[centroids.length];
    for (int at = 0; at < centroids.length; at++) {
      snapped[at] =
          switch (encoding) {
            case INT8 -> nearestMultiple(centroids[at], scale[at % scale.length]);
            case FP16 -> nearestHalf(centroids[at]);
            case FP32 -> centroids[at];
          };
    }
    return snapped;
  }

  private static float nearestMultiple(float value, float step) {
    return whole(value, step) * step;
  }

  /** The multiple of the step that is nearest, cut to [-127, 127]. */
  static int whole(float value, float step) {
    return Math.max(-MOST, Math.min(MOST, Math.round(value / step)));
  }

  /** Rounds to even at the middle of two halves; what is beyond the greatest half becomes it. */
  private static float nearestHalf(float value) {
    int exponent = Math.max(Math.getExponent(value), LEAST_HALF_EXPONENT) - HALF_FRACTION;
    // Both scalings are by a power of two, so that rint alone rounds.
    double half = Math.scalb(Math.rint(Math.scalb((double) value, -exponent)), exponent);
    return (float) Math.max(-GREATEST_HALF, Math.min(GREATEST_HALF, half));
  }
}
