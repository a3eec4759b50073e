package io.saec.clustering;

import java.util.Arrays;

/**
 * A copy of a partition's points in the order of its clusters, so that a cluster's are next to each
 * other however often it has been cut: looked up one by one in the order of the head, they cost
 * more than all else that a cut does. A point goes by its place in here. Holds 4 (dim + 3) bytes a
 * point. (not thread safe)
 */
final class ClusteredPoints {
  private final WeightedPoints points;

  /** The partition's numbers of the points. */
  private final int[] numbers;

  /** Takes in the clusters in the order of their rows. */
  ClusteredPoints(Partition partition) {
    WeightedPoints all = partition.points();
    int dim = all.dim();
    points = new WeightedPoints(dim, new float[all.values().length], new double[all.size()]);
    numbers = new int[all.size()];
    int place = 0;
    for (int row = 0; row < partition.k(); row++) {
      for (int point : partition.members(row)) {
        System.arraycopy(all.values(), point * dim, points.values(), place * dim, dim);
        points.weights()[place] = all.weights()[point];
        numbers[place++] = point;
      }
    }
  }

  /** The points by their places. */
  WeightedPoints points() {
    return points;
  }

  /** The partition's numbers of points. */
  int[] numbers(int[] places) {
    return Arrays.stream(places).map(place -> numbers[place]).toArray();
  }

  /**
   * Brings the points that a cluster keeps before those that move, by swapping as few as can be.
   *
   * @return first place of those that move
   */
  int part(Split split) {
    int[] kept = split.kept();
    int[] moved = split.moved();
    int border = Math.min(kept[0], moved[0]) + kept.length;
    int last = kept.length;
    for (int i = 0; i < moved.length && moved[i] < border; i++) {
      swap(moved[i], kept[--last]);
    }
    return border;
  }

  private void swap(int left, int right) {
    int number = numbers[left];
    numbers[left] = numbers[right];
    numbers[right] = number;
    double[] weights = points.weights();
    double weight = weights[left];
    weights[left] = weights[right];
    weights[right] = weight;
    float[] values = points.values();
    int dim = points.dim();
    for (int j = 0; j < dim; j++) {
      float value = values[left * dim + j];
      values[left * dim + j] = values[right * dim + j];
      values[right * dim + j] = value;
    }
  }
}
