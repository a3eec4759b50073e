package io.saec.clustering;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Finds the clusters that can best be done without, and gives them up. All costs are exact for one
 * merge at a time, so merges that are made together share no cluster.
 */
final class Merges {
  /** The cheapest first, of equals the one of the lowest row. */
  private static final Comparator<Merge> CHEAPEST_FIRST =
      Comparator.comparingDouble(Merge::cost).thenComparingInt(Merge::row);

  /**
   * Clusters nearby that a point of a cluster can go to: a point's second nearest centroid is
   * nearly always among so many of those nearest to its nearest.
   */
  private static final int NEARBY = 16;

  /**
   * Distances between centroids that a merge may cost where it is one of many: as many as there are
   * among 4096, so that up to there each is worth them by itself.
   */
  private static final long DISTANCES = 1L << 24;

  /** Points whose nearest neighbours are found at once: their deviations fit into a cache. */
  private static final int CHUNK = 256;

  private final Partition partition;
  private final WeightedPoints points;
  private final int dim;
  private final Deviations deviations;
  private final double[] along = new double[CHUNK];
  private final double[] leads = new double[CHUNK];
  private final int[] places = new int[CHUNK];
  private final double[][] chunkSums;

  private Merges(Partition partition) {
    this.partition = partition;
    this.points = partition.points();
    this.dim = points.dim();
    this.deviations = new Deviations(dim, CHUNK);
    this.chunkSums = new double[dim][NEARBY];
  }

  /**
   * The best way to give up each cluster, the cheapest first. Costs (k^2 + 16 n) * dim
   * multiply-adds.
   */
  static Merge[] cheapestFirst(Partition partition) {
    Merges merges = new Merges(partition);
    int[][] neighbours = Neighbours.of(partition.centroids(), partition.k(), merges.dim, NEARBY);
    Merge[] all = new Merge[partition.k()];
    for (int row = 0; row < all.length; row++) {
      all[row] = merges.cheaper(row, neighbours[row]);
    }
    Arrays.sort(all, CHEAPEST_FIRST);
    return all;
  }

  /** How many merges among {@code k} clusters are worth the k^2 distances it takes to find them. */
  static int worthwhile(int k) {
    return (int) Math.max(1, (long) k * k / DISTANCES);
  }

  /**
   * Gives clusters up until there are {@code k}, half of those too many at a time, so that the
   * later ones are chosen in view of what the earlier ones have left; all the last ones at once
   * where a half is not {@link #worthwhile}.
   */
  static void shrink(Partition partition, int k) {
    while (partition.k() > k) {
      int tooMany = partition.k() - k;
      int wanted = Math.min(tooMany, Math.max((tooMany + 1) / 2, worthwhile(partition.k())));
      boolean[] merged = new boolean[partition.k()];
      Taken taken = new Taken(partition.k());
      for (Merge merge : cheapestFirst(partition)) {
        if (wanted > 0 && taken.take(merge)) {
          partition.merge(merge);
          merged[merge.row()] = true;
          wanted--;
        }
      }
      partition.remove(merged);
      partition.update();
    }
  }

  private Merge cheaper(int row, int[] neighbours) {
    if (neighbours.length == 0) {
      return new Merge(row, Double.POSITIVE_INFINITY, new int[0], row, 0);
    }
    if (partition.weight(row) == 0) {
      return new Merge(row, 0, new int[0], neighbours[0], 0);
    }
    Merge whole = whole(row, neighbours);
    Merge parts = parts(row, neighbours);
    return parts.cost() < whole.cost() ? parts : whole;
  }

  /** All points to one neighbour: Ward's cost (1963), w v / (w + v) |c - d|^2. */
  private Merge whole(int row, int[] neighbours) {
    double least = Double.POSITIVE_INFINITY;
    int heir = neighbours[0];
    for (int neighbour : neighbours) {
      double distance = 0;
      for (int j = 0; j < dim; j++) {
        double difference = (double) centroid(row, j) - centroid(neighbour, j);
        distance += difference * difference;
      }
      double cost = harmonic(partition.weight(row), partition.weight(neighbour)) * distance;
      // One without points has nothing to lose by being given up itself.
      if (cost < least && partition.weight(neighbour) > 0) {
        least = cost;
        heir = neighbour;
      }
    }
    int[] receivers = new int[partition.members(row).length];
    Arrays.fill(receivers, heir);
    return new Merge(row, least, receivers, heir, partition.weight(row));
  }

  /**
   * Each point to the neighbour nearest to it. For each neighbour with centroid d and weight v that
   * receives points of weight w and mean m, the error about d and m grows by Ward's cost, while
   * that of the points about m is less than about their old centroid c by w |m - c|^2.
   */
  private Merge parts(int row, int[] neighbours) {
    int[] members = partition.members(row);
    int[] receivers = new int[members.length];
    double[] weights = new double[neighbours.length];
    double[][] sums = new double[neighbours.length][dim];
    double[][] directions = directions(row, neighbours);
    for (int from = 0; from < members.length; from += CHUNK) {
      load(row, members, from);
      findNearest(directions);
      for (int i = 0; i < deviations.size(); i++) {
        receivers[from + i] = neighbours[places[i]];
        weights[places[i]] += deviations.weights()[i];
      }
      deviations.sum(places, chunkSums);
      for (int place = 0; place < sums.length; place++) {
        for (int j = 0; j < dim; j++) {
          sums[place][j] += chunkSums[j][place];
        }
      }
    }
    double cost = 0;
    int most = 0;
    for (int place = 0; place < neighbours.length; place++) {
      if (weights[place] > 0) {
        cost += cost(row, neighbours[place], weights[place], sums[place]);
      }
      if (weights[place] > weights[most]) {
        most = place;
      }
    }
    return new Merge(row, cost, receivers, neighbours[most], weights[most]);
  }

  private double cost(int row, int neighbour, double weight, double[] sums) {
    double distance = 0;
    double shift = 0;
    for (int j = 0; j < dim; j++) {
      double deviation = sums[j] / weight;
      double difference = centroid(row, j) + deviation - centroid(neighbour, j);
      shift += deviation * deviation;
      distance += difference * difference;
    }
    return harmonic(weight, partition.weight(neighbour)) * distance - weight * shift;
  }

  /** From a cluster's centroid to those of its neighbours. */
  private double[][] directions(int row, int[] neighbours) {
    double[][] directions = new double[neighbours.length][dim];
    for (int place = 0; place < neighbours.length; place++) {
      for (int j = 0; j < dim; j++) {
        directions[place][j] = (double) centroid(neighbours[place], j) - centroid(row, j);
      }
    }
    return directions;
  }

  private void load(int row, int[] members, int from) {
    double[] origin = new double[dim];
    for (int j = 0; j < dim; j++) {
      origin[j] = centroid(row, j);
    }
    deviations.clear();
    for (int i = from; i < Math.min(from + CHUNK, members.length); i++) {
      deviations.add(members[i], points.weights()[members[i]]);
    }
    deviations.about(origin, points.values());
  }

  /**
   * A point at x is the nearer to a neighbour at d, both from the centroid, the more d x - d^2/2.
   */
  private void findNearest(double[][] directions) {
    Arrays.fill(leads, Double.NEGATIVE_INFINITY);
    for (int place = 0; place < directions.length; place++) {
      double norm = 0;
      for (double each : directions[place]) {
        norm += each * each;
      }
      deviations.along(directions[place], along);
      for (int i = 0; i < deviations.size(); i++) {
        if (along[i] - norm / 2 > leads[i]) {
          leads[i] = along[i] - norm / 2;
          places[i] = place;
        }
      }
    }
  }

  private float centroid(int row, int j) {
    return partition.centroids()[row * dim + j];
  }

  /** Weight of the difference of two means in their common error. */
  private static double harmonic(double left, double right) {
    return left * right / (left + right);
  }
}
