package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import java.util.Arrays;

/**
 * Puts centroids that are near each other into one block, so that a point is far from most blocks
 * as a whole: cuts them in two across their principal axis, and the halves again. Costs about 6 k *
 * dim multiply-adds and a sort for each time that k is halved.
 */
final class BlockOrder {
  private final float[] centroids;
  private final int[] order;
  private final Deviations deviations;
  private final PrincipalAxis axis;
  private final double[] along;

  private BlockOrder(float[] centroids, int dim) {
    this.centroids = centroids;
    order = new int[centroids.length / dim];
    Arrays.setAll(order, row -> row);
    deviations = new Deviations(dim, order.length);
    axis = new PrincipalAxis(deviations, order.length);
    along = new double[order.length];
  }

  /**
   * An order of the rows, ascending within each block.
   *
   * @param centroids shape [k, dim], row-major, all finite
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
    deviations.clear();
    for (int at = from; at < to; at++) {
      deviations.add(order[at], 1);
    }
    deviations.aboutMean(centroids);
    deviations.along(axis.find(), along);
    long[] places = new long[to - from];
    for (int i = 0; i < places.length; i++) {
      places[i] = (long) sortable((float) along[i]) << Integer.SIZE | order[from + i];
    }
    Arrays.sort(places);
    for (int i = 0; i < places.length; i++) {
      order[from + i] = (int) places[i];
    }
  }

  /** An int that is ordered as the float is. */
  private static int sortable(float value) {
    // Adding 0 makes -0 into +0.
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
