package io.saec.clustering;

import java.util.Arrays;
import java.util.Random;

/**
 * The squared distance of each point to the nearest of the centroids so far: what says where the
 * next centroid is needed most. (not thread safe)
 */
final class PointErrors {
  private final WeightedPoints points;

  /** Squared distance to the nearest centroid, shape [n]; 1 everywhere before there is any. */
  private final double[] squared;

  private boolean anyCentroid;

  private PointErrors(WeightedPoints points, double[] squared, boolean anyCentroid) {
    this.points = points;
    this.squared = squared;
    this.anyCentroid = anyCentroid;
  }

  /** Errors before there is any centroid: all alike, so that weights alone decide. */
  static PointErrors withoutCentroids(WeightedPoints points) {
    double[] squared = new double[points.size()];
    Arrays.fill(squared, 1);
    return new PointErrors(points, squared, false);
  }

  /**
   * Errors under an assignment.
   *
   * @param centroids shape [k, dim], row-major
   * @param rows centroid of each point, shape [n]
   */
  static PointErrors of(WeightedPoints points, float[] centroids, int[] rows) {
    double[] squared = new double[points.size()];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = points.squaredDistance(i, centroids, rows[i]);
    }
    return new PointErrors(points, squared, true);
  }

  /** Takes note of a centroid that lies on a point. Costs n * dim multiply-adds. */
  void centroidAt(int point) {
    for (int i = 0; i < squared.length; i++) {
      // Most points are near a centroid already, and one that lies on it can come no nearer.
      if (squared[i] > 0) {
        double distance = points.squaredDistance(i, points.values(), point);
        squared[i] = anyCentroid ? Math.min(squared[i], distance) : distance;
      }
    }
    anyCentroid = true;
  }

  /**
   * A point drawn with probability proportional to weight times error: the step of k-means++
   * (Arthur and Vassilvitskii, 2007). Scans in row order.
   *
   * @return -1 if no point has an error
   */
  int draw(Random random) {
    double total = 0;
    for (int i = 0; i < squared.length; i++) {
      total += points.weights()[i] * squared[i];
    }
    double target = random.nextDouble() * total;
    double sum = 0;
    for (int i = 0; i < squared.length; i++) {
      sum += points.weights()[i] * squared[i];
      if (sum > target) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The point of the greatest weight times error, the lowest row on ties.
   *
   * @return -1 if no point has an error
   */
  int greatest() {
    double most = 0;
    int point = -1;
    for (int i = 0; i < squared.length; i++) {
      double error = points.weights()[i] * squared[i];
      if (error > most) {
        most = error;
        point = i;
      }
    }
    return point;
  }
}
