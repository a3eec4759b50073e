package io.saec.clustering;

/** Partitions of points, by one thread. */
final class Partitions {
  private Partitions() {}

  static Partition whole(WeightedPoints points) {
    return Partition.whole(new Assigner(points, Effort.DEFAULT));
  }

  static Partition around(WeightedPoints points, float[] centroids, Life[] lives) {
    return Partition.around(new Assigner(points, Effort.DEFAULT), centroids, lives);
  }
}
