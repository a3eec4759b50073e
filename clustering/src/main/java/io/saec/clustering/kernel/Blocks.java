package io.saec.clustering.kernel;

/**
 * Centroids in blocks of {@link #SIZE}, as a kernel wants them. What it gives are positions in the
 * order that it was laid out with. Nothing here allocates. (not thread safe; {@link #another} is
 * for another thread)
 */
public interface Blocks {
  /** Centroids of a block; the last may have fewer. */
  int SIZE = 64;

  /** No lane, no position. */
  int NONE = -1;

  /** Blocks that hold {@code k} centroids. */
  static int count(int k) {
    return (k + SIZE - 1) / SIZE;
  }

  /** The same centroids, shared, for another thread. */
  Blocks another();

  /**
   * The position of the least score, the lowest of equals; NaNs are passed over. {@link #NONE} if
   * the least is not finite.
   *
   * @param points holds the point at [offset, offset + dim)
   */
  int nearest(float[] points, int offset);

  /** How many blocks. */
  int count();

  /**
   * Points from which on {@link #least} is faster for all of them than {@link #nearest} for each.
   */
  int tile();

  /** The greatest magnitude of a point's values that surely makes no score overflow. */
  float limit();

  /**
   * The least score in a block for each of some points, all within the {@link #limit}.
   *
   * @param points shape [n, dim], row-major
   * @param which the points, the first {@code count} of it
   * @param except lane of the block that does not count for the point, or NONE; shape [count]
   * @param least out: +infinity where no lane counts; shape [count]
   */
  void least(int block, float[] points, int[] which, int count, int[] except, float[] least);

  /**
   * All scores in a block, +infinity in lanes without a centroid.
   *
   * @param scores out, shape [SIZE]
   */
  void scores(int block, float[] points, int offset, float[] scores);

  /** The score of the centroid at a position. */
  float score(int position, float[] points, int offset);
}
