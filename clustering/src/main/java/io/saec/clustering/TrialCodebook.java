package io.saec.clustering;

/**
 * Centroids made only to see how large an error they leave: no ids, no grid, nothing published. The
 * first codebook of a field would have them, but for a few iterations.
 */
public final class TrialCodebook {
  private final int dim;
  private final float[] centroids;

  private TrialCodebook(int dim, float[] centroids) {
    this.dim = dim;
    this.centroids = centroids;
  }

  /**
   * What each feature of a head counts in k-means, shape [n], all positive.
   *
   * @throws IllegalArgumentException if the head has no features, or a row's embedding is not
   *     finite or its frequency below 0
   */
  public static double[] weights(Head head) {
    return WeightedPoints.of(head).weights();
  }

  /**
   * Clusters points. Costs about (iterations + 2) * n * k * dim multiply-adds.
   *
   * @param points shape [n, dim], row-major, all finite
   * @param weights shape [n], all positive
   * @param k centroids wanted; there are fewer if there are fewer distinct points
   * @param iterations of Lloyd's algorithm at the most
   */
  public static TrialCodebook of(int dim, float[] points, double[] weights, int k, int iterations) {
    WeightedPoints weighted = new WeightedPoints(dim, points, weights);
    int[] distinct = DistinctPoints.firstRows(weighted, k);
    Descent descent =
        distinct.length <= k
            ? OwnCentroids.place(weighted, distinct, null)
            : Evolution.first(weighted, k, iterations, Effort.DEFAULT);
    return new TrialCodebook(dim, descent.clusters().centroids());
  }

  /** Number of centroids. */
  public int k() {
    return centroids.length / dim;
  }

  /**
   * Sum of weight times squared distance to the nearest centroid, over any points. Costs n * k *
   * dim multiply-adds.
   *
   * @param points shape [n, dim], row-major, all finite
   * @param weights shape [n]
   */
  public double error(float[] points, double[] weights) {
    WeightedPoints weighted = new WeightedPoints(dim, points, weights);
    return weighted.error(centroids, weighted.assign(centroids));
  }
}
