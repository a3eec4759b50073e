package io.saec.clustering;

import java.util.Arrays;
import java.util.Random;

/**
 * What codebooks are held against. Weighted k-means: seeds by k-means++, then Lloyd's iterations.
 * One thread, sums in row order: what comes out depends on the arguments alone.
 */
final class KMeans {
  private KMeans() {}

  /**
   * Adds seeds to the centroids there are, by k-means++. Costs n * dim multiply-adds a seed.
   *
   * @param start shape [m, dim], row-major; m may be 0
   * @param k centroids wanted, at least m
   * @return shape [up to k, dim], {@code start} first; fewer than k if every point lies on one
   */
  static float[] seed(WeightedPoints points, float[] start, int k, Random random) {
    int dim = points.dim();
    float[] centroids = Arrays.copyOf(start, k * dim);
    int rows = start.length / dim;
    PointErrors errors =
        rows == 0
            ? PointErrors.withoutCentroids(points)
            : PointErrors.of(points, start, points.assign(start));
    while (rows < k) {
      int point = errors.draw(random);
      if (point < 0) {
        break;
      }
      System.arraycopy(points.values(), point * dim, centroids, rows * dim, dim);
      errors.centroidAt(point);
      rows++;
    }
    return Arrays.copyOf(centroids, rows * dim);
  }

  /**
   * Lloyd's iterations: each moves the centroids to the means of their points and assigns the
   * points anew, until no point moves. A centroid left without points is put where the error is
   * greatest. Costs n * k * dim multiply-adds an iteration. The error never grows from one
   * iteration to the next, but for the rounding of scores.
   *
   * @param start shape [k, dim], row-major
   * @param iterations at the most
   * @return shape [k, dim], row-major
   */
  static float[] refine(WeightedPoints points, float[] start, int iterations) {
    float[] centroids = start.clone();
    int[] rows = points.assign(centroids);
    for (int iteration = 0; iteration < iterations; iteration++) {
      int[] counts = points.moveToMeans(rows, centroids);
      boolean reseeded = reseedEmpty(points, centroids, counts, rows);
      int[] before = rows;
      rows = points.assign(centroids);
      if (!reseeded && Arrays.equals(rows, before)) {
        break;
      }
    }
    return centroids;
  }

  /**
   * Puts each centroid without points on the point of the greatest weighted error, lowest row
   * first, and counts that in before the next one, so that no two go to the same place.
   */
  private static boolean reseedEmpty(
      WeightedPoints points, float[] centroids, int[] counts, int[] rows) {
    int dim = points.dim();
    boolean reseeded = false;
    PointErrors errors = null;
    for (int row = 0; row < counts.length; row++) {
      if (counts[row] > 0) {
        continue;
      }
      if (errors == null) {
        errors = PointErrors.of(points, centroids, rows);
      }
      int point = errors.greatest();
      if (point < 0) {
        break;
      }
      System.arraycopy(points.values(), point * dim, centroids, row * dim, dim);
      errors.centroidAt(point);
      reseeded = true;
    }
    return reseeded;
  }
}
