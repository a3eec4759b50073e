package io.saec.clustering;

import io.saec.model.ValueCode;

/**
 * The step of a grid on which values, coded by {@link ValueCode}, keep to a number of bytes. A
 * coarser step takes less of them; it is found by halves, to a thousandth, by the exact size of the
 * code at some fifteen steps.
 */
public final class CodedStep {
  /** A step serves while it has no more than so many times the squared error of the finest. */
  private static final double SERVES = 1.5;

  /** What follows a step that gave way leaves room for codebooks to come: a 16th of a bit. */
  private static final float ROOM = 1.05f;

  /** Of a step of four times the greatest all values are zero: 2 bits each, or less. */
  private static final float ALL_ZERO = 4;

  private static final int HALVINGS = 14;

  private final float[] centroids;
  private final int dim;
  private final long most;

  /**
   * @param bits of a value on the average, at least 2
   * @param centroids shape [k, dim], row-major, all finite
   */
  public CodedStep(int bits, float[] centroids, int dim) {
    this.centroids = centroids;
    this.dim = dim;
    this.most = ((long) centroids.length * bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * The finest step that keeps to the bits; the one before while it does and has not much more
   * error, so that centroids that did not move keep theirs.
   *
   * @param before 0 if there was none
   */
  public float finest(float before) {
    float finest = finest();
    if (before == 0) {
      return finest;
    }
    if (fits(before) && error(before) <= SERVES * error(finest)) {
      return before;
    }
    return fits(finest * ROOM) ? finest * ROOM : finest;
  }

  private float finest() {
    // A step that is not a normal number would lose the bits that a reader divides by.
    float coarse = Math.max(greatest() * ALL_ZERO, Float.MIN_NORMAL);
    float fine = Math.max(greatest() / (ValueCode.MOST + 1), Float.MIN_NORMAL);
    for (int halving = 0; halving < HALVINGS && fine < coarse; halving++) {
      float middle = (float) Math.sqrt((double) fine * coarse);
      if (fits(middle)) {
        coarse = middle;
      } else {
        fine = middle;
      }
    }
    return coarse;
  }

  /** Whether no value is beyond 127 steps, and all of them, coded, keep to the bits. */
  boolean fits(float step) {
    return spans(step) && bytes(step) <= most;
  }

  private boolean spans(float step) {
    return Math.round(greatest() / step) <= ValueCode.MOST;
  }

  private long bytes(float step) {
    byte[] values = new byte[centroids.length];
    for (int at = 0; at < values.length; at++) {
      values[at] = (byte) Grid.whole(centroids[at], step);
    }
    return ValueCode.bytes(values, dim);
  }

  private double error(float step) {
    double error = 0;
    for (float value : centroids) {
      double off = value - (double) Grid.whole(value, step) * step;
      error += off * off;
    }
    return error;
  }

  private float greatest() {
    float greatest = 0;
    for (float value : centroids) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }
}
