package io.saec.bench.speed;

import io.saec.clustering.Effort;
import io.saec.clustering.Lloyd;
import io.saec.events.SplitMix64;

/**
 * A k-means problem: where cold runs and warm ones begin, and what warm ones run over.
 *
 * @param shape of it
 * @param kind what the points are, in a word
 * @param points shape [n, dim], row-major
 * @param weights shape [n], all positive
 * @param start of cold runs: some of the points; shape [k, dim]
 * @param codebook of the boundary before, which warm runs start from; shape [k, dim]
 * @param drifted the points at the boundary, which warm runs are over; shape [n, dim]
 */
record Problem(
    Shape shape,
    String kind,
    float[] points,
    double[] weights,
    float[] start,
    float[] codebook,
    float[] drifted) {
  /** Iterations that a codebook has seen before its points drift. */
  static final int SETTLING = 10;

  /**
   * Made-up points of Zipf's weights. Each drifts by a share of its blob's deviation once the
   * codebook is made.
   */
  static Problem of(Shape shape, Blobs kind, float drift, long seed) {
    float[] points = kind.points(shape.n(), shape.k(), shape.dim(), seed);
    double[] weights = zipf(shape.n());
    float[] start = spread(points, shape);
    SplitMix64 random = new SplitMix64(SplitMix64.mix(seed, shape.n()));
    float[] drifted = points.clone();
    for (int at = 0; at < drifted.length; at++) {
      drifted[at] += drift * kind.spread() * random.nextNoise();
    }
    return new Problem(
        shape,
        kind.word(),
        points,
        weights,
        start,
        settled(shape, points, weights, start),
        drifted);
  }

  /** What it is called in reports and among files. */
  String name() {
    return shape.name() + "-" + kind;
  }

  /** Every (n / k)-th point. */
  static float[] spread(float[] points, Shape shape) {
    float[] start = new float[shape.k() * shape.dim()];
    for (int row = 0; row < shape.k(); row++) {
      int point = (int) ((long) row * (points.length / shape.dim()) / shape.k());
      System.arraycopy(points, point * shape.dim(), start, row * shape.dim(), shape.dim());
    }
    return start;
  }

  /** Centroids after {@link #SETTLING} iterations. */
  static float[] settled(Shape shape, float[] points, double[] weights, float[] start) {
    try (Lloyd lloyd = new Lloyd(shape.dim(), points, weights, Effort.DEFAULT)) {
      lloyd.start(start);
      for (int iteration = 0; iteration < SETTLING; iteration++) {
        lloyd.iterate();
      }
      return lloyd.centroids();
    }
  }

  private static double[] zipf(int n) {
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = Math.ceil((double) n / (i + 1));
    }
    return weights;
  }
}
