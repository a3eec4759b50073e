package io.saec.bench;

import io.saec.clustering.Head;
import io.saec.clustering.NearestCentroids;

/** Sums of frequency times squared distance, in double, in row order. */
final class Errors {
  private Errors() {}

  /**
   * With every row at the centroid it is given to.
   *
   * @param centroids shape [k, dim], row-major
   * @param rows centroid of each row of the head, shape [n]
   */
  static double of(Head head, float[] centroids, int[] rows) {
    double error = 0;
    for (int i = 0; i < rows.length; i++) {
      error += head.frequencies()[i] * squaredDistance(head, i, centroids, rows[i]);
    }
    return error;
  }

  /** With every row at its nearest centroid. Costs n * k * dim multiply-adds. */
  static double of(Head head, float[] centroids) {
    int[] rows = new int[head.size()];
    NearestCentroids.of(centroids, centroids.length / head.dim(), head.dim())
        .nearest(head.embeddings(), rows);
    return of(head, centroids, rows);
  }

  /** With a single centroid, the mean: what a distortion is a share of. */
  static double spread(Head head) {
    double[] sums = new double[head.dim()];
    long total = 0;
    for (int i = 0; i < head.size(); i++) {
      total += head.frequencies()[i];
      for (int j = 0; j < sums.length; j++) {
        sums[j] += head.frequencies()[i] * (double) head.embeddings()[i * sums.length + j];
      }
    }
    float[] mean = new float[sums.length];
    for (int j = 0; j < sums.length; j++) {
      mean[j] = total == 0 ? 0 : (float) (sums[j] / total);
    }
    return of(head, mean, new int[head.size()]);
  }

  /**
   * From a row of the head to a row of the centroids.
   *
   * @param centroids shape [k, dim], row-major
   */
  static double squaredDistance(Head head, int point, float[] centroids, int row) {
    return squaredDistance(head.embeddings(), point, centroids, row, head.dim());
  }

  /** Between rows of two matrices of the same width. */
  static double squaredDistance(float[] left, int leftRow, float[] right, int rightRow, int dim) {
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      double difference = (double) left[leftRow * dim + j] - right[rightRow * dim + j];
      sum += difference * difference;
    }
    return sum;
  }
}
