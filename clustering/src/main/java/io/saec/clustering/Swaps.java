package io.saec.clustering;

/**
 * Moves centroids to where they are of more use: gives one cluster up and cuts another in two, as
 * long as that pays. Lloyd's iterations alone cannot, since a centroid does not cross others; that
 * is where they stay behind a new start, the more so the longer the points drift. Swaps of single
 * centroids are a local search with a guarantee (Kanungo et al., 2004); making many at once is what
 * breathing k-means does (Fritzke, 2020).
 */
final class Swaps {
  /**
   * What a swap has to gain, as a share of the mean error of a cluster. It changes the cluster of
   * about one and a half clusters' features, so this is the price of churn. On drifting streams 0
   * had a quarter more churn than 1/4 and 0.5 % less error; 1 had a tenth less churn and 5 % more
   * error.
   */
  private static final double LEAST_OF_CLUSTER = 1 / 4.0;

  private Swaps() {}

  /**
   * Makes all swaps that pay, none of which has to do with a cluster of another, so that each gains
   * exactly what it promises. Costs (k^2 + 30 n) * dim multiply-adds.
   *
   * @param slight share of the whole error that is worth a swap in any case, however few clusters
   *     there are
   * @return whether there were any, and enough for it to be worth while to look for more
   */
  static boolean make(Partition partition, double slight) {
    double least = partition.error() * Math.min(LEAST_OF_CLUSTER / partition.k(), slight);
    Merge[] merges = Merges.cheapestFirst(partition);
    Taken taken = new Taken(partition.k());
    int next = 0;
    int made = 0;
    for (Split split : Splits.bestFirst(partition, price(merges[0], partition, least))) {
      if (!taken.take(split)) {
        continue;
      }
      while (next < merges.length && !taken.isFree(merges[next])) {
        next++;
      }
      if (next == merges.length || split.gain() <= price(merges[next], partition, least)) {
        break;
      }
      Merge merge = merges[next];
      taken.take(merge);
      partition.merge(merge);
      partition.split(split.row(), split.moved(), merge.row());
      made++;
    }
    if (made > 0) {
      partition.update();
    }
    return made >= Merges.worthwhile(partition.k());
  }

  /** What a split has to gain for the merge; a cluster without points is there for any gain. */
  private static double price(Merge merge, Partition partition, double least) {
    return partition.weight(merge.row()) == 0 ? 0 : merge.cost() + least;
  }
}
