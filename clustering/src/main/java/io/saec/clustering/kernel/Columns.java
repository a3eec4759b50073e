package io.saec.clustering.kernel;

/**
 * Centroids as one array per dimension: the compiler turns a loop over such arrays into vector
 * instructions, where one over parts of a single array stays scalar or several times slower.
 *
 * @param norms squared norms, shape [k]
 * @param minusTwice minus twice the values, shape [dim][k]
 */
record Columns(float[] norms, float[][] minusTwice) {
  /** Dimensions at a time. JDK 17 leaves the loop scalar with more, and reads more with fewer. */
  private static final int DIMENSIONS = 4;

  static Columns of(float[] centroids, int dim, int[] order) {
    Columns columns = new Columns(new float[order.length], new float[dim][order.length]);
    for (int position = 0; position < order.length; position++) {
      float norm = 0;
      for (int j = 0; j < dim; j++) {
        float value = centroids[order[position] * dim + j];
        norm = Math.fma(value, value, norm);
        columns.minusTwice[j][position] = -2 * value;
      }
      columns.norms[position] = norm;
    }
    return columns;
  }

  int k() {
    return norms.length;
  }

  /**
   * All scores of a point.
   *
   * @param scores out, shape [k]
   */
  void scores(float[] points, int offset, float[] scores) {
    System.arraycopy(norms, 0, scores, 0, scores.length);
    int j = 0;
    for (; j + DIMENSIONS <= minusTwice.length; j += DIMENSIONS) {
      addFour(j, points, offset + j, scores);
    }
    for (; j < minusTwice.length; j++) {
      add(minusTwice[j], points[offset + j], scores);
    }
  }

  private void addFour(int j, float[] points, int at, float[] scores) {
    add(
        minusTwice[j],
        minusTwice[j + 1],
        minusTwice[j + 2],
        minusTwice[j + 3],
        points[at],
        points[at + 1],
        points[at + 2],
        points[at + 3],
        scores);
  }

  private static void add(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float x0,
      float x1,
      float x2,
      float x3,
      float[] scores) {
    for (int c = 0; c < scores.length; c++) {
      scores[c] =
          Math.fma(
              c3[c], x3, Math.fma(c2[c], x2, Math.fma(c1[c], x1, Math.fma(c0[c], x0, scores[c]))));
    }
  }

  private static void add(float[] column, float x, float[] scores) {
    for (int c = 0; c < scores.length; c++) {
      scores[c] = Math.fma(column[c], x, scores[c]);
    }
  }

  /** First place of the least score; NONE if that is not finite. NaNs are passed over. */
  static int least(float[] scores) {
    float least = Float.POSITIVE_INFINITY;
    int place = Blocks.NONE;
    for (int c = 0; c < scores.length; c++) {
      if (scores[c] < least) {
        least = scores[c];
        place = c;
      }
    }
    return least == Float.NEGATIVE_INFINITY ? Blocks.NONE : place;
  }
}
