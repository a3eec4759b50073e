package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;

/**
 * Finds the nearest centroids of points by {@link Bounds}, a block at a time, so that the points
 * that a block cannot be ruled out for go through the kernel in tiles. Only the least score of a
 * block is found there; which centroid had it is looked for at the end, and only for points that
 * change. (not thread safe)
 */
final class BoundedScan {
  private static final int SIZE = Blocks.SIZE;
  private static final int NONE = Blocks.NONE;

  private final Bounds bounds;
  private final Blocks blocks;
  private final int[] rows;
  private final float[] scores = new float[SIZE];

  /** By point of the range: best score so far, the limit it sets, and the block it is of. */
  private float[] best = {};

  private float[] limits = {};
  private int[] found = {};

  /** By place in the list of points that a block is not ruled out for. */
  private int[] which = {};

  private int[] except = {};
  private float[] least = {};

  /**
   * @param rows in and out: row of each point
   */
  BoundedScan(Bounds bounds, int[] rows) {
    this.bounds = bounds;
    this.blocks = bounds.blocks();
    this.rows = rows;
  }

  /** Finds the rows of points. */
  void scan(int from, int to) {
    reserve(to - from);
    for (int i = from; i < to; i++) {
      best[i - from] = bounds.score(rows[i], i);
      limits[i - from] = bounds.limit(i, best[i - from]);
      found[i - from] = NONE;
    }
    for (int block = 0; block < bounds.blockCount(); block++) {
      int count = list(block, from, to);
      if (count > 0) {
        blocks.least(block, bounds.points(), which, count, except, least);
        take(block, from, count);
      }
    }
    for (int i = from; i < to; i++) {
      if (found[i - from] != NONE) {
        move(i, found[i - from]);
      }
    }
  }

  private void reserve(int size) {
    if (best.length < size) {
      best = new float[size];
      limits = new float[size];
      found = new int[size];
      which = new int[size];
      except = new int[size];
      least = new float[size];
    }
  }

  /** Lowers a block's bounds, and lists the points for which they do not rule it out. */
  private int list(int block, int from, int to) {
    float[] lower = bounds.lower(block);
    float fall = bounds.fall(block);
    int count = 0;
    for (int i = from; i < to; i++) {
      float bound = lower[i] - fall;
      lower[i] = bound;
      which[count] = i;
      count += bound > limits[i - from] ? 0 : 1;
    }
    for (int place = 0; place < count; place++) {
      int position = bounds.position(rows[which[place]]);
      except[place] = position / SIZE == block ? position % SIZE : NONE;
    }
    return count;
  }

  private void take(int block, int from, int count) {
    float[] lower = bounds.lower(block);
    for (int place = 0; place < count; place++) {
      int i = which[place];
      float score = least[place];
      lower[i] = bounds.bound(i, score);
      if (score < best[i - from]
          || (score == best[i - from] && isBefore(block, i, found[i - from], score))) {
        best[i - from] = score;
        limits[i - from] = bounds.limit(i, score);
        found[i - from] = block;
      }
    }
  }

  /** Whether of two centroids of the same score the one of the block has the lower row. */
  private boolean isBefore(int block, int point, int other, float score) {
    int row = rowOf(block, point, score);
    return row < (other == NONE ? rows[point] : rowOf(other, point, score));
  }

  private int rowOf(int block, int point, float score) {
    blocks.scores(block, bounds.points(), point * bounds.dim(), scores);
    return bounds.row(block * SIZE + laneOf(score));
  }

  /** The first lane of a score that is there; rows ascend within a block. */
  private int laneOf(float score) {
    int lane = 0;
    while (scores[lane] != score) {
      lane++;
    }
    return lane;
  }

  /** Gives a point to the centroid of a block that had its best score. */
  private void move(int point, int block) {
    int before = rows[point];
    blocks.scores(block, bounds.points(), point * bounds.dim(), scores);
    float least = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    int lane = NONE;
    for (int each = 0; each < SIZE; each++) {
      if (scores[each] < least) {
        second = least;
        least = scores[each];
        lane = each;
      } else if (scores[each] < second) {
        second = scores[each];
      }
    }
    bounds.lower(block)[point] = bounds.bound(point, second);
    int left = bounds.position(before) / SIZE;
    if (left != block) {
      float bound = bounds.bound(point, bounds.score(before, point));
      bounds.lower(left)[point] = Math.min(bounds.lower(left)[point], bound);
    }
    rows[point] = bounds.row(block * SIZE + lane);
    bounds.give(point, rows[point]);
  }
}
