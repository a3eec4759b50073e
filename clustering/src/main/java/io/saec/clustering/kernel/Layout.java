package io.saec.clustering.kernel;

/**
 * Centroids by block, then by dimension, then by lane: what is read next lies next. Row 0 of a
 * block has the norms, row j + 1 has minus twice the values of dimension j, which is exact.
 *
 * @param dim dimension of the centroids
 * @param blocks how many
 * @param values shape [blocks, dim + 1, SIZE], and one block more where that makes their number
 *     even, for kernels that take two at a time; a lane without a centroid has a norm of +infinity
 * @param single the same by position, shape [k, dim + 1]: for one centroid at a time
 * @param limit greatest magnitude of a point's values that surely makes no score overflow, NaN if
 *     there is none
 */
public record Layout(int dim, int blocks, float[] values, float[] single, float limit) {

  /**
   * Lays out centroids, which are copied.
   *
   * @param centroids shape [k, dim], row-major
   * @param order row at each position
   */
  public static Layout of(float[] centroids, int dim, int[] order) {
    int blocks = Blocks.count(order.length);
    int even = blocks + blocks % 2;
    float[] values = new float[even * (dim + 1) * Blocks.SIZE];
    float[] single = new float[order.length * (dim + 1)];
    Layout layout = new Layout(dim, blocks, values, single, limit(centroids, dim));
    for (int position = 0; position < even * Blocks.SIZE; position++) {
      if (position < order.length) {
        layout.put(position, centroids, order[position] * dim);
      } else {
        values[layout.at(position)] = Float.POSITIVE_INFINITY;
      }
    }
    return layout;
  }

  private void put(int position, float[] centroids, int from) {
    int at = at(position);
    int next = position * (dim + 1);
    for (int j = 0; j < dim; j++) {
      float value = centroids[from + j];
      single[next] = Math.fma(value, value, single[next]);
      single[next + j + 1] = -2 * value;
      values[at + (j + 1) * Blocks.SIZE] = -2 * value;
    }
    values[at] = single[next];
  }

  /** Where a block begins. */
  public int start(int block) {
    return block * (dim + 1) * Blocks.SIZE;
  }

  /** Where the norm of the centroid at a position is. */
  private int at(int position) {
    return start(position / Blocks.SIZE) + position % Blocks.SIZE;
  }

  /** The score of the centroid at a position. */
  public float score(int position, float[] points, int offset) {
    int at = position * (dim + 1);
    float score = single[at];
    for (int j = 0; j < dim; j++) {
      score = Math.fma(single[at + j + 1], points[offset + j], score);
    }
    return score;
  }

  /** The scores of a block, shape [SIZE]. */
  public void scores(int block, float[] points, int offset, float[] scores) {
    int at = start(block);
    System.arraycopy(values, at, scores, 0, Blocks.SIZE);
    for (int j = 0; j < dim; j++) {
      at += Blocks.SIZE;
      float x = points[offset + j];
      for (int lane = 0; lane < Blocks.SIZE; lane++) {
        scores[lane] = Math.fma(values[at + lane], x, scores[lane]);
      }
    }
  }

  /** The greatest magnitude of a point's values that surely makes no score overflow. */
  private static float limit(float[] centroids, int dim) {
    double most = 0;
    for (float value : centroids) {
      most = Math.max(most, Math.abs(value));
    }
    double room = Float.MAX_VALUE / 2.0 - dim * most * most;
    return room >= 0 ? (float) Math.min(room / (2.0 * dim * most), Float.MAX_VALUE) : Float.NaN;
  }
}
