package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Kernels;
import io.saec.clustering.kernel.Rows;
import java.util.Arrays;

/** Nearest centroid by the kernel in use. (not thread safe) */
final class BlockedCentroids implements NearestCentroid {
  private final int dim;
  private final Blocks blocks;
  private final Rows batch;

  BlockedCentroids(float[] centroids, int k, int dim) {
    if (k < 1 || dim < 1 || centroids.length != (long) k * dim) {
      throw new IllegalArgumentException(
          centroids.length + " floats are not " + k + " centroids of " + dim + " dimensions");
    }
    this.dim = dim;
    int[] order = new int[k];
    Arrays.setAll(order, row -> row);
    blocks = Kernels.inUse().lay(centroids, dim, order);
    batch = new Rows(blocks, dim);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if no score is finite, as for a point with a NaN
   */
  @Override
  public int nearest(float[] points, int offset) {
    return checked(blocks.nearest(points, offset), offset);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if shapes disagree, or a point has no finite score
   */
  @Override
  public void nearest(float[] points, int[] rows) {
    if (points.length != (long) rows.length * dim) {
      throw new IllegalArgumentException(
          points.length + " floats are not " + rows.length + " points of " + dim + " dimensions");
    }
    nearest(points, rows.length, rows);
  }

  @Override
  public void nearest(float[] points, int count, int[] rows) {
    Arrays.fill(rows, 0, count, Blocks.NONE);
    batch.nearest(points, 0, count, rows);
    for (int i = 0; i < count; i++) {
      checked(rows[i], i * dim);
    }
  }

  private static int checked(int row, int offset) {
    if (row == Blocks.NONE) {
      throw new IllegalArgumentException(
          "no centroid has a finite score for the point at " + offset);
    }
    return row;
  }
}
