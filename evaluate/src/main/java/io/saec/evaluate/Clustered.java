package io.saec.evaluate;

import io.saec.clustering.Effort;
import io.saec.clustering.Lloyd;
import io.saec.events.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Plain k-means as in a library: it starts from points drawn at random, all points count the same,
 * and {@value #ITERATIONS} of Lloyd's iterations follow, or fewer if no point moves any more.
 *
 * @param centroids shape [k, dim], row-major
 * @param rows centroid of each point
 */
record Clustered(float[] centroids, int[] rows) {
  private static final int ITERATIONS = 25;

  /**
   * Clusters points. Costs n * k * dim multiply-adds an iteration.
   *
   * @param points shape [n, dim], row-major
   * @param k from 1 to n; with n of them each point is its own
   */
  static Clustered of(float[] points, int dim, int k, long seed) {
    int n = points.length / dim;
    if (k >= n) {
      return new Clustered(points, IntStream.range(0, n).toArray());
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    try (Lloyd lloyd = new Lloyd(dim, points, weights, Effort.DEFAULT)) {
      lloyd.start(draw(points, dim, k, seed));
      for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        if (lloyd.iterate() == 0) {
          break;
        }
      }
      return new Clustered(lloyd.centroids(), lloyd.rows());
    }
  }

  private static float[] draw(float[] points, int dim, int k, long seed) {
    int[] order = IntStream.range(0, points.length / dim).toArray();
    Split.shuffle(order, new SplitMix64(seed));
    float[] start = new float[k * dim];
    for (int row = 0; row < k; row++) {
      System.arraycopy(points, order[row] * dim, start, row * dim, dim);
    }
    return start;
  }

  /** The points as they come back, from centroids on a grid; shape [n, dim]. */
  float[] restored(int dim, Precision precision) {
    float[] grid = precision.snap(centroids, dim);
    float[] restored = new float[rows.length * dim];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(grid, rows[i] * dim, restored, i * dim, dim);
    }
    return restored;
  }
}
