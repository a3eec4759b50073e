package io.saec.clustering;

import java.util.Arrays;

/**
 * Points divided among clusters, each with the mean of its points as centroid, and with its name.
 * Splits and merges change who belongs where; {@link #update} then finds the means. Sums run in the
 * order of the points. (not thread safe)
 */
final class Partition {
  private final WeightedPoints points;
  private final Assigner assigner;
  private final int[] rows;
  private float[] centroids;
  private Life[] lives;
  private double[] weights = {};
  private double[] errors = {};
  private int[][] members = {};
  private double error;

  private Partition(Assigner assigner, float[] centroids, Life[] lives) {
    this.assigner = assigner;
    this.points = assigner.points();
    this.rows = new int[points.size()];
    this.centroids = centroids;
    this.lives = lives;
  }

  /** All points in one cluster. */
  static Partition whole(Assigner assigner) {
    Partition partition =
        new Partition(assigner, new float[assigner.points().dim()], new Life[] {Life.first()});
    partition.update();
    return partition;
  }

  /**
   * Each point with its nearest centroid.
   *
   * @param lives of the clusters, in the order of their rows
   */
  static Partition around(Assigner assigner, float[] centroids, Life[] lives) {
    Partition partition = new Partition(assigner, centroids.clone(), lives.clone());
    partition.assign();
    return partition;
  }

  WeightedPoints points() {
    return points;
  }

  int dim() {
    return points.dim();
  }

  int k() {
    return lives.length;
  }

  Life life(int row) {
    return lives[row];
  }

  /** Shape [k, dim], row-major; not to be written to. */
  float[] centroids() {
    return centroids;
  }

  /** Points of a cluster, ascending; not to be written to. */
  int[] members(int row) {
    return members[row];
  }

  double weight(int row) {
    return weights[row];
  }

  /** Sum of weight times squared distance to the centroid over a cluster's points. */
  double error(int row) {
    return errors[row];
  }

  /** Sum of all clusters' errors. */
  double error() {
    return error;
  }

  /**
   * One iteration of Lloyd's: gives each point to the nearest centroid, then moves the centroids to
   * the means. A cluster may be without points afterwards. Costs n * k * dim multiply-adds at the
   * most, a fraction of that where little has moved.
   */
  void assign() {
    assigner.assign(centroids, rows);
    update();
  }

  /**
   * Adds clusters without points, so that {@link #split} has rows to move points to.
   *
   * @param size clusters there will be
   */
  void extend(int size) {
    centroids = Arrays.copyOf(centroids, size * points.dim());
    lives = Arrays.copyOf(lives, size);
  }

  /** Moves the split's points to the cluster {@code into}, which it is the birth of. */
  void split(Split split, int into) {
    for (int point : split.moved()) {
      rows[point] = into;
    }
    lives[into] = lives[split.row()].child();
  }

  /**
   * Hands a cluster's points over. Of it and its heir the one of the greater weight keeps its id,
   * of equals the one of the lower row.
   */
  void merge(Merge merge) {
    int[] leaving = members[merge.row()];
    for (int i = 0; i < leaving.length; i++) {
      rows[leaving[i]] = merge.receivers()[i];
    }
    Life own = lives[merge.row()];
    Life other = lives[merge.heir()];
    double difference = merge.bequest() - weights[merge.heir()];
    if (difference > 0 || (difference == 0 && merge.row() < merge.heir())) {
      lives[merge.heir()] = own;
      other.endIn(own);
    } else {
      own.endIn(other);
    }
  }

  /** Closes the gaps that merged clusters leave. */
  void remove(boolean[] merged) {
    int dim = points.dim();
    int[] moved = new int[merged.length];
    int size = 0;
    for (int row = 0; row < merged.length; row++) {
      if (!merged[row]) {
        lives[size] = lives[row];
        System.arraycopy(centroids, row * dim, centroids, size * dim, dim);
        moved[row] = size++;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = moved[rows[i]];
    }
    extend(size);
  }

  /**
   * Finds the members and means of the clusters after some have changed, and what they weigh and
   * err. A cluster without points keeps its centroid. Costs 2 n * dim multiply-adds.
   */
  void update() {
    int[] counts = points.moveToMeans(rows, centroids, assigner.workers());
    weights = new double[k()];
    errors = new double[k()];
    members = new int[k()][];
    for (int row = 0; row < counts.length; row++) {
      members[row] = new int[counts[row]];
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      members[row][counts[row]++] = i;
      weights[row] += points.weights()[i];
      errors[row] += points.weights()[i] * points.squaredDistance(i, centroids, row);
    }
    error = 0;
    for (double each : errors) {
      error += each;
    }
  }
}
