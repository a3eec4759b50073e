package io.saec.clustering;

/**
 * Exact nearest centroid among those it was made for: the row of the least score, the lowest of
 * equals. {@link io.saec.clustering.kernel.Kernel} tells what a score is, to the bit. (not thread
 * safe)
 */
public interface NearestCentroid {

  /**
   * Row of the nearest centroid. Costs k * dim multiply-adds, allocates nothing.
   *
   * @param points holds the point at [offset, offset + dim)
   */
  int nearest(float[] points, int offset);

  /**
   * Rows of the nearest centroids of {@code rows.length} points; four or more at a time are faster
   * than each alone. Allocates nothing.
   *
   * @param points shape [n, dim], row-major
   * @param rows out: nearest row of each point, shape [n]
   */
  void nearest(float[] points, int[] rows);

  /**
   * As {@link #nearest(float[], int[])} of the first {@code count} points, for buffers that are
   * used again.
   */
  void nearest(float[] points, int count, int[] rows);
}
