package io.saec.clustering;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which ids are free to be given, and which came or went. Id lists are ascending. */
final class ClusterIds {
  private ClusterIds() {}

  /**
   * Lowest ids that the codebook before neither had nor had just retired: a reader that has not
   * seen the retirement yet must not take the new cluster for the old one.
   *
   * @return shape [count], ascending
   */
  static int[] free(@Nullable Codebook previous, int count) {
    int[] free = new int[count];
    int id = 0;
    for (int i = 0; i < count; id++) {
      if (previous == null
          || (previous.rowOf(id) < 0 && Arrays.binarySearch(previous.retired(), id) < 0)) {
        free[i++] = id;
      }
    }
    return free;
  }

  /** Ids of {@code left} that are not in {@code right}. */
  static int[] missing(int[] left, int[] right) {
    int[] missing = new int[left.length];
    int size = 0;
    for (int id : left) {
      if (Arrays.binarySearch(right, id) < 0) {
        missing[size++] = id;
      }
    }
    return Arrays.copyOf(missing, size);
  }
}
