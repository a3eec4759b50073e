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
   * one cluster that is bisecting k-means: at even cuts about (4 log2 k + 80) n * dim multiply-adds
   * in all, where k-means++ would take n * dim * k, and a lesser error on data in groups of groups.
   * Holds a copy of the points.
   */
  static void grow(Partition partition, int k) {
    int size = partition.k();
    if (size >= k) {
      return;
    }
    ClusteredPoints points = new ClusteredPoints(partition);
    TwoMeans twoMeans = new TwoMeans(points.points());
    PriorityQueue<Split> best = new PriorityQueue<>(BEST_FIRST);
    int place = 0;
    for (int row = 0; row < size; row++) {
      int next = place + partition.members(row).length;
      best.add(twoMeans.of(row, range(place, next)));
      place = next;
    }
    partition.extend(k);
    while (size < k && best.element().gain() > 0) {
      Split split = best.remove();
      partition.split(split.row(), points.numbers(split.moved()), size);
      int border = points.part(split);
      best.add(twoMeans.of(split.row(), range(border - split.kept().length, border)));
      best.add(twoMeans.of(size, range(border, border + split.moved().length)));
      size++;
    }
    partition.extend(size);
    partition.update();
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    for (int i = 0; i < range.length; i++) {
      range[i] = from + i;
    }
    return range;
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
