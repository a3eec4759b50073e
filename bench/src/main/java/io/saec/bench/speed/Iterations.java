package io.saec.bench.speed;

import io.saec.clustering.NearestCentroids;
import java.util.Arrays;

/** Lloyd's iterations over some points. (not thread safe) */
interface Iterations {

  /** Brute force, or bounds that warm iterations gain by. */
  static Iterations over(int dim, float[] points, double[] weights, int threads, boolean bounds) {
    return new BruteForce(dim, points, weights);
  }

  /** Begins anew, from centroids of shape [k, dim]. */
  void start(float[] centroids);

  /** Assigns each point and moves each centroid to the mean; how many points changed cluster. */
  int iterate();

  /** As the last iteration left them, shape [k, dim]. */
  float[] centroids();

  final class BruteForce implements Iterations {
    private final int dim;
    private final float[] points;
    private final double[] weights;
    private int[] rows;
    private float[] centroids = new float[0];

    BruteForce(int dim, float[] points, double[] weights) {
      this.dim = dim;
      this.points = points;
      this.weights = weights;
      rows = new int[weights.length];
    }

    @Override
    public void start(float[] start) {
      centroids = start.clone();
      Arrays.fill(rows, -1);
    }

    @Override
    public int iterate() {
      int[] next = new int[rows.length];
      NearestCentroids.of(centroids, centroids.length / dim, dim).nearest(points, next);
      int changed = 0;
      double[] sums = new double[centroids.length];
      double[] totals = new double[centroids.length / dim];
      for (int i = 0; i < next.length; i++) {
        changed += next[i] == rows[i] ? 0 : 1;
        totals[next[i]] += weights[i];
        for (int j = 0; j < dim; j++) {
          sums[next[i] * dim + j] += weights[i] * points[i * dim + j];
        }
      }
      for (int at = 0; at < sums.length; at++) {
        if (totals[at / dim] > 0) {
          centroids[at] = (float) (sums[at] / totals[at / dim]);
        }
      }
      rows = next;
      return changed;
    }

    @Override
    public float[] centroids() {
      return centroids;
    }
  }
}
