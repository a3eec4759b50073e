package io.saec.clustering;

import java.util.Arrays;

/** Finds out whether there are enough centroids for every distinct point to have its own. */
final class DistinctPoints {
  private DistinctPoints() {}

  /**
   * First rows of the distinct points, ascending; no more than {@code limit + 1} of them, so that a
   * big head is not gone through for nothing. Expected cost n * dim. Zeros of either sign are
   * equal.
   *
   * @param limit at least 0
   */
  static int[] firstRows(WeightedPoints points, int limit) {
    int most = Math.min(limit, points.size() - 1) + 1;
    int[] found = new int[most];
    // Open addressing, at most half full; a slot holds a place in found, plus one.
    int[] slots = new int[Integer.highestOneBit(most) * 4];
    int size = 0;
    for (int i = 0; i < points.size() && size < most; i++) {
      int slot = hash(points, i) & (slots.length - 1);
      while (slots[slot] != 0 && !equal(points, i, found[slots[slot] - 1])) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] == 0) {
        found[size++] = i;
        slots[slot] = size;
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static boolean equal(WeightedPoints points, int left, int right) {
    return points.squaredDistance(left, points.values(), right) == 0;
  }

  private static int hash(WeightedPoints points, int row) {
    long hash = 0;
    for (int j = 0; j < points.dim(); j++) {
      // Adding 0 makes -0 into +0.
      hash ^= Float.floatToIntBits(points.values()[row * points.dim() + j] + 0f);
      hash *= 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
