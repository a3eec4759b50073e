package io.saec.clustering.kernel;

import java.util.Arrays;

/**
 * Points as one array per dimension, and their scores against one block of centroids. Lanes are
 * points here, so that the least of a block is found by a vector instruction too. (not thread safe)
 */
final class PointTile {
  /** Points at the most: their scores stay in L2. */
  static final int SIZE = 1024;

  /** Dimensions at a time: with two centroids, as many sums as JDK 17 makes vectors of. */
  private static final int DIMENSIONS = 3;

  private final Layout layout;
  private final float[][] points;
  private final float[][] scores = new float[Blocks.SIZE][SIZE];
  private final float[] least = new float[SIZE];

  PointTile(Layout layout) {
    this.layout = layout;
    points = new float[layout.dim()][SIZE];
  }

  /** Takes in points of a list, from {@code at}, at most {@link #SIZE}. */
  void read(float[] values, int[] which, int at, int count) {
    for (int i = 0; i < count; i++) {
      int offset = which[at + i] * points.length;
      for (int j = 0; j < points.length; j++) {
        points[j][i] = values[offset + j];
      }
    }
  }

  /** Computes all scores against a block. */
  void score(int block) {
    for (int lane = 0; lane < Blocks.SIZE; lane += 2) {
      int at = layout.start(block) + lane;
      float[] one = scores[lane];
      float[] other = scores[lane + 1];
      Arrays.fill(one, layout.values()[at]);
      Arrays.fill(other, layout.values()[at + 1]);
      int j = 0;
      for (; j + DIMENSIONS <= points.length; j += DIMENSIONS) {
        addThree(j, at + (j + 1) * Blocks.SIZE, one, other);
      }
      for (; j < points.length; j++) {
        at = layout.start(block) + lane + (j + 1) * Blocks.SIZE;
        add(points[j], layout.values()[at], one);
        add(points[j], layout.values()[at + 1], other);
      }
    }
  }

  private void addThree(int j, int at, float[] one, float[] other) {
    float[] values = layout.values();
    int next = at + Blocks.SIZE;
    int last = next + Blocks.SIZE;
    add(
        points[j],
        points[j + 1],
        points[j + 2],
        values[at],
        values[next],
        values[last],
        values[at + 1],
        values[next + 1],
        values[last + 1],
        one,
        other);
  }

  private static void add(
      float[] x0,
      float[] x1,
      float[] x2,
      float c0,
      float c1,
      float c2,
      float d0,
      float d1,
      float d2,
      float[] one,
      float[] other) {
    for (int i = 0; i < SIZE; i++) {
      one[i] = Math.fma(c2, x2[i], Math.fma(c1, x1[i], Math.fma(c0, x0[i], one[i])));
      other[i] = Math.fma(d2, x2[i], Math.fma(d1, x1[i], Math.fma(d0, x0[i], other[i])));
    }
  }

  private static void add(float[] x, float c, float[] one) {
    for (int i = 0; i < SIZE; i++) {
      one[i] = Math.fma(c, x[i], one[i]);
    }
  }

  /** Leaves a lane out for a point. */
  void except(int i, int lane) {
    scores[lane][i] = Float.POSITIVE_INFINITY;
  }

  /** The least score of each point; not to be written to. */
  float[] least() {
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    for (int lane = 0; lane < Blocks.SIZE; lane += 2) {
      lessen(least, scores[lane], scores[lane + 1]);
    }
    return least;
  }

  private static void lessen(float[] least, float[] one, float[] other) {
    for (int i = 0; i < SIZE; i++) {
      least[i] = Math.min(least[i], Math.min(one[i], other[i]));
    }
  }
}
