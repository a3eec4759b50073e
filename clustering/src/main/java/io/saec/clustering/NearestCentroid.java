package io.saec.clustering;

/**
 * Exact nearest centroid among those it was made for. The score of a centroid c for a point x is
 * {@code |c|^2 - 2 x.c}, computed as one chain of float fused multiply-adds over the dimensions in
 * order, starting from {@code |c|^2} (itself such a chain, starting from 0):
 *
 * <pre>{@code
 * norm  = 0; for j: norm  = fma(c[j], c[j], norm)
 * score = norm; for j: score = fma(-2 * c[j], x[j], score)
 * }</pre>
 *
 * The least score wins, the lowest row on ties. Every implementation gives these bits, whatever its
 * width, so codebooks and mappings do not depend on the machine.
 */
public interface NearestCentroid {

  /**
   * Row of the nearest centroid. Costs k * dim multiply-adds, allocates nothing. (not thread safe)
   *
   * @param points holds the point at [offset, offset + dim)
   */
  int nearest(float[] points, int offset);

  /**
   * Rows of the nearest centroids of {@code rows.length} points.
   *
   * @param points shape [n, dim], row-major
   * @param rows out: nearest row of each point, shape [n]
   */
  void nearest(float[] points, int[] rows);
}
