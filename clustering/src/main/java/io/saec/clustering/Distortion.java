package io.saec.clustering;

/**
 * How far points are from their centroids, and what that is measured by: their spread about the
 * mean, or 2^-10 of their squared length where that is more. Points that are all but one, as where
 * a single feature has all the occurrences, have no spread to speak of; the error of the grid alone
 * (2^-17 to 2^-12 of the squared length on INT8) would be a distortion of 1, and the field would be
 * re-clustered at every boundary for nothing.
 *
 * @param error sum of weight times squared distance to the centroid
 * @param reference sum that the error is measured by, of the same kind
 * @param weight sum of the weights, positive
 */
record Distortion(double error, double reference, double weight) {
  /** The least reference, as a share of the points' weighted squared length. */
  private static final double FLOOR = 0x1p-10;

  /**
   * Measures points under an assignment. Costs 3 n * dim multiply-adds.
   *
   * @param centroids shape [k, dim], row-major
   * @param rows centroid of each point, shape [n]
   * @param mean weighted mean of the points, shape [dim]
   */
  static Distortion of(WeightedPoints points, float[] centroids, int[] rows, float[] mean) {
    int[] one = new int[points.size()];
    double weight = 0;
    for (double each : points.weights()) {
      weight += each;
    }
    return new Distortion(
        points.error(centroids, rows),
        Math.max(points.error(mean, one), FLOOR * points.error(new float[points.dim()], one)),
        weight);
  }

  /**
   * 0 where nothing is lost, 1 where one centroid would do as well or the grid cannot do better.
   */
  double value() {
    return error == 0 ? 0 : Math.min(1, error / reference);
  }

  /** Mean squared distance that is a distortion of 1, in squared units of the embeddings. */
  double unit() {
    return reference / weight;
  }
}
