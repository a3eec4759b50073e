package io.saec.clustering;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What evolution is measured by: k-means that starts anew at every boundary, the best of several
 * seeds, its clusters then named after those before so that as few features as possible change.
 * (not thread safe)
 */
final class ColdStarts {
  private static final int SEEDS = 5;

  private final int iterations;
  private Map<Integer, Integer> before = new HashMap<>();
  private float[] centroids = {};
  private int[] ids = {};
  private int boundary;
  private int nextId;

  ColdStarts(int iterations) {
    this.iterations = iterations;
  }

  float[] centroids() {
    return centroids;
  }

  int[] ids() {
    return ids;
  }

  /** Starts anew; the error of the result. */
  double next(WeightedPoints points, int[] names, int k) {
    double least = Double.POSITIVE_INFINITY;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(100L * boundary + seed);
      float[] seeds = KMeans.seed(points, new float[0], k, random);
      float[] candidate = KMeans.refine(points, seeds, iterations);
      double error = points.error(candidate, points.assign(candidate));
      if (error < least) {
        least = error;
        centroids = candidate;
      }
    }
    boundary++;
    name(points.assign(centroids), names, centroids.length / points.dim());
    return least;
  }

  private void name(int[] rows, int[] names, int k) {
    int[] previous = ids;
    int[][] overlaps = new int[Math.max(k, previous.length)][Math.max(k, previous.length)];
    for (int i = 0; i < rows.length; i++) {
      Integer cluster = before.get(names[i]);
      if (cluster != null) {
        overlaps[rows[i]][Arrays.binarySearch(previous, cluster)]++;
      }
    }
    int[] columns = Matching.best(overlaps);
    int[] named = new int[k];
    for (int row = 0; row < k; row++) {
      named[row] = columns[row] < previous.length ? previous[columns[row]] : nextId++;
    }
    before = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      before.put(names[i], named[rows[i]]);
    }
    Clusters ordered = Clusters.ordered(centroids.length / k, named, centroids);
    ids = ordered.ids();
    centroids = ordered.centroids();
  }
}
