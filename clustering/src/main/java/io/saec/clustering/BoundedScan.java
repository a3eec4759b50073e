package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import java.util.Arrays;

/**
 * Finds the nearest centroids of points by {@link Bounds}, a group at a time, so that the points
 * that a group cannot be ruled out for go through the kernel in tiles. Only the least score of each
 * block is found there; which centroid had it is looked for at the end, and only for points that
 * change. (not thread safe)
 */
final class BoundedScan {
  private static final int SIZE = Blocks.SIZE;
  private static final int NONE = Blocks.NONE;

  private final Bounds bounds;
  private final Blocks blocks;
  private final Blocks strays;
  private final int[] rows;
  private final float[] scores = new float[SIZE];

  /** By point of the range: best score so far, the limit it sets, and the block it is of. */
  private float[] best = {};

  private float[] limits = {};
  private int[] found = {};

  /** By place in the list of points that a group is not ruled out for. */
  private int[] which = {};

  private int[] except = {};
  private float[] least = {};
  private float[] leastOfGroup = {};

  /** By point of the range: the bound that the strays of a block set. */
  private float[] strayBounds = {};

  private int strayBlock;

  /**
   * @param rows in and out: row of each point
   */
  BoundedScan(Bounds bounds, int[] rows) {
    this.bounds = bounds;
    this.blocks = bounds.blocks();
    this.strays = bounds.strays();
    this.rows = rows;
  }

  /** Finds the rows of points. */
  void scan(int from, int to) {
    reserve(to - from);
    strayBlock = NONE;
    for (int i = from; i < to; i++) {
      best[i - from] = bounds.score(rows[i], i);
      limits[i - from] = bounds.limit(i, best[i - from]);
      found[i - from] = NONE;
    }
    for (int group = 0; group < bounds.groupCount(); group++) {
      int count = list(group, from, to);
      if (count > 0) {
        scan(group, from, count);
      }
    }
    for (int i = from; i < to; i++) {
      if (found[i - from] != NONE) {
        move(i, found[i - from], best[i - from]);
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
      leastOfGroup = new float[size];
      strayBounds = new float[size];
    }
  }

  /** Lowers a group's bounds, and lists the points for which they do not rule it out. */
  private int list(int group, int from, int to) {
    float[] lower = bounds.lower(group);
    float fall = bounds.fall(group);
    for (int i = from; i < to; i++) {
      lower[i] -= fall;
    }
    for (int first = bounds.firstStray(group); first < bounds.firstStray(group + 1); ) {
      findStrayBounds(first / SIZE, from, to);
      for (int i = from; i < to; i++) {
        lower[i] = Math.min(lower[i], strayBounds[i - from]);
      }
      first = (first / SIZE + 1) * SIZE;
    }
    int count = 0;
    for (int i = from; i < to; i++) {
      which[count] = i;
      count += lower[i] > limits[i - from] ? 0 : 1;
    }
    return count;
  }

  /** The same block serves groups one after the other, whichever of them its strays are of. */
  private void findStrayBounds(int block, int from, int to) {
    if (block == strayBlock) {
      return;
    }
    strayBlock = block;
    for (int i = from; i < to; i++) {
      which[i - from] = i;
    }
    Arrays.fill(except, 0, to - from, NONE);
    strays.least(block, bounds.points(), which, to - from, except, least);
    for (int i = from; i < to; i++) {
      strayBounds[i - from] = bounds.bound(i, least[i - from]);
    }
  }

  /** Finds the least scores in a group's blocks for the points that are listed. */
  private void scan(int group, int from, int count) {
    Arrays.fill(leastOfGroup, 0, count, Float.POSITIVE_INFINITY);
    for (int block = bounds.firstBlock(group); block < bounds.firstBlock(group + 1); block++) {
      for (int place = 0; place < count; place++) {
        int position = bounds.position(rows[which[place]]);
        except[place] = position / SIZE == block ? position % SIZE : NONE;
      }
      blocks.least(block, bounds.points(), which, count, except, least);
      take(block, from, count);
    }
    float[] lower = bounds.lower(group);
    for (int place = 0; place < count; place++) {
      lower[which[place]] = bounds.bound(which[place], leastOfGroup[place]);
    }
  }

  private void take(int block, int from, int count) {
    for (int place = 0; place < count; place++) {
      int i = which[place];
      float score = least[place];
      leastOfGroup[place] = Math.min(leastOfGroup[place], score);
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
  private void move(int point, int block, float score) {
    int before = rows[point];
    rows[point] = rowOf(block, point, score);
    int group = bounds.groupOf(block * SIZE);
    bounds.lower(group)[point] = bounds.bound(point, leastOfOthers(group, point));
    int left = bounds.groupOf(bounds.position(before));
    if (left != group) {
      float bound = bounds.bound(point, bounds.score(before, point));
      bounds.lower(left)[point] = Math.min(bounds.lower(left)[point], bound);
    }
    bounds.give(point, rows[point]);
  }

  /** The least score in a group but for the centroid that the point is given to. */
  private float leastOfOthers(int group, int point) {
    int own = bounds.position(rows[point]);
    float least = Float.POSITIVE_INFINITY;
    for (int block = bounds.firstBlock(group); block < bounds.firstBlock(group + 1); block++) {
      blocks.scores(block, bounds.points(), point * bounds.dim(), scores);
      for (int lane = 0; lane < SIZE; lane++) {
        if (block * SIZE + lane != own) {
          least = Math.min(least, scores[lane]);
        }
      }
    }
    return least;
  }
}
