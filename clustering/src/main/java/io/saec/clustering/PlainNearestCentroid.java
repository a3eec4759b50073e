package io.saec.clustering;

/**
 * Nearest centroid by plain loops, one array per dimension, so that the inner loop runs over
 * centroids: that the compiler turns into vector instructions, and each score is still one chain
 * over the dimensions in order. The same loop over one flat array is several times slower. (not
 * thread safe)
 */
final class PlainNearestCentroid implements NearestCentroid {
  private final int dim;

  /** Minus twice the centroids, which is exact; shape [dim][k]. */
  private final float[][] minusTwice;

  /** Squared norms of the centroids, shape [k]. */
  private final float[] norms;

  /** Scores of the point at hand, shape [k]. */
  private final float[] scores;

  PlainNearestCentroid(float[] centroids, int k, int dim) {
    if (k < 1 || dim < 1 || centroids.length != (long) k * dim) {
      throw new IllegalArgumentException(
          centroids.length + " floats are not " + k + " centroids of " + dim + " dimensions");
    }
    this.dim = dim;
    minusTwice = new float[dim][k];
    norms = new float[k];
    scores = new float[k];
    for (int c = 0; c < k; c++) {
      float norm = 0;
      for (int j = 0; j < dim; j++) {
        float value = centroids[c * dim + j];
        norm = Math.fma(value, value, norm);
        minusTwice[j][c] = -2 * value;
      }
      norms[c] = norm;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if no score is finite, as for a point with a NaN
   */
  @Override
  public int nearest(float[] points, int offset) {
    System.arraycopy(norms, 0, scores, 0, norms.length);
    for (int j = 0; j < dim; j++) {
      addProducts(minusTwice[j], points[offset + j], scores);
    }
    int row = least(scores);
    if (row < 0) {
      throw new IllegalArgumentException(
          "no centroid has a finite score for the point at " + offset);
    }
    return row;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if shapes disagree, or a point has no finite score
   */
  @Override
  public void nearest(float[] points, int[] rows) {
    if (points.length != (long) rows.length * dim) {
      throw new IllegalArgumentException(
          points.length + " floats are not " + rows.length + " points of " + dim + " dimensions");
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = nearest(points, i * dim);
    }
  }

  private static void addProducts(float[] column, float x, float[] scores) {
    for (int c = 0; c < scores.length; c++) {
      scores[c] = Math.fma(column[c], x, scores[c]);
    }
  }

  /** First place of the least score, -1 if that is not finite. NaNs are passed over. */
  private static int least(float[] scores) {
    float best = Float.POSITIVE_INFINITY;
    int row = -1;
    for (int c = 0; c < scores.length; c++) {
      if (scores[c] < best) {
        best = scores[c];
        row = c;
      }
    }
    return best == Float.NEGATIVE_INFINITY ? -1 : row;
  }
}
