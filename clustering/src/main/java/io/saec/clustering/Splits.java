package io.saec.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the clusters that gain most from being cut in two, and cuts them. */
final class Splits {
  /** The one that gains most first, of equals the one of the lowest row. */
  private static final Comparator<Split> BEST_FIRST =
      Comparator.comparingDouble(Split::gain).reversed().thenComparingInt(Split::row);

  private Splits() {}

  /**
   * Cuts the cluster that gains most, and so on, until there are {@code k} or no cut gains. From
   * one cluster that is bisecting k-means: 10 n * dim * log2 k multiply-adds at even cuts, where
   * k-means++ would take n * dim * k, and a lesser error on data in groups of groups.
   */
  static void grow(Partition partition, int k) {
    int size = partition.k();
    if (size >= k) {
      return;
    }
    TwoMeans twoMeans = new TwoMeans(partition.points());
    PriorityQueue<Split> best = new PriorityQueue<>(BEST_FIRST);
    for (int row = 0; row < size; row++) {
      best.add(twoMeans.of(row, partition.members(row)));
    }
    partition.extend(k);
    while (size < k && best.element().gain() > 0) {
      Split split = best.remove();
      partition.split(split, size);
      best.add(twoMeans.of(split.row(), split.kept()));
      best.add(twoMeans.of(size, split.moved()));
      size++;
    }
    partition.extend(size);
    partition.update();
  }

  /** Cuts that gain more than {@code least}, the best first. */
  static List<Split> bestFirst(Partition partition, double least) {
    TwoMeans twoMeans = new TwoMeans(partition.points());
    List<Split> splits = new ArrayList<>();
    for (int row = 0; row < partition.k(); row++) {
      // No cut gains more than all of the cluster's error.
      if (partition.error(row) > least) {
        Split split = twoMeans.of(row, partition.members(row));
        if (split.gain() > least) {
          splits.add(split);
        }
      }
    }
    splits.sort(BEST_FIRST);
    return splits;
  }
}
