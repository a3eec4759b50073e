package io.saec.clustering;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Clusters of a head that has no more distinct points than there may be centroids: each point is
 * its own centroid and nothing is lost but to the grid. Lloyd's iterations would come to the same
 * in the end, but from a warm start not surely within the iterations they are given.
 */
final class OwnCentroids {
  private OwnCentroids() {}

  /**
   * Gives each distinct point a cluster. An id stays with the nearest of the points that came to
   * it, so that a point that did not move keeps its cluster; the other points get the ids that were
   * left without, then new ones.
   *
   * @param distinct rows of the distinct points
   * @param previous codebook whose ids are kept where there is a point for them
   */
  static Descent place(WeightedPoints points, int[] distinct, @Nullable Codebook previous) {
    int dim = points.dim();
    int[] ids = new int[distinct.length];
    Arrays.fill(ids, -1);
    if (previous != null) {
      inherit(points, distinct, previous, ids);
    }
    int[] born = ClusterIds.free(previous, distinct.length);
    int next = 0;
    float[] centroids = new float[distinct.length * dim];
    for (int i = 0; i < distinct.length; i++) {
      if (ids[i] < 0) {
        ids[i] = born[next++];
      }
      System.arraycopy(points.values(), distinct[i] * dim, centroids, i * dim, dim);
    }
    return Descent.byPlace(Clusters.ordered(dim, ids, centroids), previous);
  }

  /** Hands on the ids there were; a point that gets none keeps -1. */
  private static void inherit(WeightedPoints points, int[] distinct, Codebook previous, int[] ids) {
    NearestCentroid nearest = NearestCentroids.of(previous);
    int[] heirs = new int[previous.k()];
    Arrays.fill(heirs, -1);
    double[] distances = new double[previous.k()];
    for (int i = 0; i < distinct.length; i++) {
      int row = nearest.nearest(points.values(), distinct[i] * points.dim());
      double distance = points.squaredDistance(distinct[i], previous.centroids(), row);
      if (heirs[row] < 0 || distance < distances[row]) {
        heirs[row] = i;
        distances[row] = distance;
      }
    }
    for (int row = 0; row < heirs.length; row++) {
      if (heirs[row] >= 0) {
        ids[heirs[row]] = previous.ids()[row];
      }
    }
    int row = 0;
    for (int i = 0; i < ids.length; i++) {
      while (row < heirs.length && heirs[row] >= 0) {
        row++;
      }
      if (ids[i] < 0 && row < heirs.length) {
        ids[i] = previous.ids()[row++];
      }
    }
  }
}
