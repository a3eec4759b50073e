package io.saec.clustering;

import java.util.HashMap;
import java.util.Map;

/**
 * The cluster of each feature from boundary to boundary: the nearest, unless the one before is
 * still there and the gain in squared distance is no more than {@code hysteresis} of what it is.
 * (not thread safe)
 */
final class Mapping {
  private final double hysteresis;
  private final Map<Integer, Integer> clusters = new HashMap<>();
  private long common;
  private long changed;

  Mapping(double hysteresis) {
    this.hysteresis = hysteresis;
  }

  /**
   * Maps the features of a boundary.
   *
   * @param names of the features
   * @param ids of the clusters by row
   * @return the weighted error of the mapping
   */
  double map(WeightedPoints points, int[] names, int[] ids, float[] centroids) {
    Map<Integer, Integer> rowOf = new HashMap<>();
    for (int row = 0; row < ids.length; row++) {
      rowOf.put(ids[row], row);
    }
    int[] rows = points.assign(centroids);
    for (int i = 0; i < names.length; i++) {
      Integer before = clusters.get(names[i]);
      Integer old = before == null ? null : rowOf.get(before);
      if (old != null) {
        double now = points.squaredDistance(i, centroids, old);
        double gain = now - points.squaredDistance(i, centroids, rows[i]);
        rows[i] = gain > hysteresis * now ? rows[i] : old;
      }
      if (before != null) {
        common++;
        changed += ids[rows[i]] == before ? 0 : 1;
      }
    }
    clusters.clear();
    for (int i = 0; i < names.length; i++) {
      clusters.put(names[i], ids[rows[i]]);
    }
    return points.error(centroids, rows);
  }

  /** Share of the features that were there before whose cluster changed, over all boundaries. */
  double churn() {
    return (double) changed / common;
  }
}
