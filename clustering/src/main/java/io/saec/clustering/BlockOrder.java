package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import java.util.Arrays;

/**
 * Puts centroids that are near each other into one block, so that a point is far from most blocks
 * as a whole: cuts them in two across their principal axis, and the halves again. Costs about 5 k *
 * dim multiply-adds and a sort for each time that k is halved.
 */
final class BlockOrder {
  private static final int AXIS_STEPS = 2;

  private final float[] centroids;
  private final int dim;
  private final int[] order;
  private final double[] mean;
  private final double[] axis;
  private final double[] next;

  private BlockOrder(float[] centroids, int dim) {
    this.centroids = centroids;
    this.dim = dim;
    order = new int[centroids.length / dim];
    Arrays.setAll(order, row -> row);
    mean = new double[dim];
    axis = new double[dim];
    next = new double[dim];
  }

  /**
   * An order of the rows, ascending within each block.
   *
   * @param centroids shape [k, dim], row-major
   */
  static int[] of(float[] centroids, int dim) {
    BlockOrder order = new BlockOrder(centroids, dim);
    order.cut(0, order.order.length);
    return order.order;
  }

  private void cut(int from, int to) {
    int blocks = Blocks.count(to - from);
    if (blocks > 1) {
      sortAlongAxis(from, to);
      int middle = from + (blocks + 1) / 2 * Blocks.SIZE;
      cut(from, middle);
      cut(middle, to);
    } else {
      Arrays.sort(order, from, to);
    }
  }

  private void sortAlongAxis(int from, int to) {
    findAxis(from, to);
    long[] places = new long[to - from];
    for (int at = from; at < to; at++) {
      places[at - from] = (long) sortable((float) along(order[at])) << Integer.SIZE | order[at];
    }
    Arrays.sort(places);
    for (int at = from; at < to; at++) {
      order[at] = (int) places[at - from];
    }
  }

  private void findAxis(int from, int to) {
    Arrays.fill(mean, 0);
    for (int at = from; at < to; at++) {
      for (int j = 0; j < dim; j++) {
        mean[j] += centroids[order[at] * dim + j] / (double) (to - from);
      }
    }
    for (int j = 0; j < dim; j++) {
      axis[j] = centroids[order[from] * dim + j] - mean[j];
    }
    for (int step = 0; step < AXIS_STEPS; step++) {
      Arrays.fill(next, 0);
      double norm = 0;
      for (int at = from; at < to; at++) {
        double along = along(order[at]);
        for (int j = 0; j < dim; j++) {
          next[j] += along * (centroids[order[at] * dim + j] - mean[j]);
        }
      }
      for (int j = 0; j < dim; j++) {
        norm += next[j] * next[j];
      }
      if (norm == 0) {
        return;
      }
      double length = Math.sqrt(norm);
      for (int j = 0; j < dim; j++) {
        axis[j] = next[j] / length;
      }
    }
  }

  private double along(int row) {
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      sum += axis[j] * (centroids[row * dim + j] - mean[j]);
    }
    return sum;
  }

  /** An int that is ordered as the float is. */
  private static int sortable(float value) {
    // Adding 0 makes -0 into +0.
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
