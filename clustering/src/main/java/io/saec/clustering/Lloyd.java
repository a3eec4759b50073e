package io.saec.clustering;

import java.util.Arrays;

/**
 * Lloyd's algorithm (1957, 1982) on weighted points, an iteration at a time: each point to its
 * nearest centroid, then each centroid to the weighted mean of its points. Exact, and the same bits
 * whatever the kernel, the number of threads, or the room for bounds. (not thread safe)
 */
public final class Lloyd implements AutoCloseable {
  private final WeightedPoints points;
  private final Assigner assigner;
  private final int[] rows;
  private float[] centroids = {};

  /**
   * @param dim dimension of the points
   * @param points shape [n, dim], row-major, all finite; kept
   * @param weights shape [n], all positive; kept
   */
  public Lloyd(int dim, float[] points, double[] weights, Effort effort) {
    this.points = new WeightedPoints(dim, points, weights);
    assigner = new Assigner(this.points, effort);
    rows = new int[weights.length];
  }

  /**
   * Sets the centroids to go on from.
   *
   * @param start shape [k, dim], row-major
   */
  public void start(float[] start) {
    centroids = start.clone();
    Arrays.fill(rows, 0);
  }

  /**
   * One iteration.
   *
   * @return points that changed their centroid
   */
  public int iterate() {
    int[] before = rows.clone();
    assigner.assign(centroids, rows);
    points.moveToMeans(rows, centroids, assigner.workers());
    int changed = 0;
    for (int i = 0; i < rows.length; i++) {
      changed += rows[i] == before[i] ? 0 : 1;
    }
    return changed;
  }

  /** Shape [k, dim], row-major; not to be written to. */
  public float[] centroids() {
    return centroids;
  }

  /** Row of the centroid that each point was given to, shape [n]; not to be written to. */
  public int[] rows() {
    return rows;
  }

  @Override
  public void close() {
    assigner.close();
  }
}
