package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Kernels;
import java.util.Arrays;

/**
 * The nearest other centroids of each centroid. Costs k^2 * dim multiply-adds by the kernel in use:
 * only where the least score of a block is among the least so far is it looked for which they are.
 */
final class Neighbours {
  /** Centroids that go through a block before the next block: they stay in L2, the block in L1. */
  private static final int CHUNK = 1024;

  private final float[] centroids;
  private final int dim;
  private final Blocks blocks;
  private final boolean withinLimit;
  private final float[] scores = new float[Blocks.SIZE];

  /** By place in the chunk: rows of the least scores so far, ascending by score, and how many. */
  private final int[][] rows = new int[CHUNK][];

  private final float[][] least;
  private final int[] sizes = new int[CHUNK];

  private final int[] which = new int[CHUNK];
  private final int[] except = new int[CHUNK];
  private final float[] leastOfBlock = new float[CHUNK];

  private Neighbours(float[] centroids, int k, int dim, int most) {
    this.centroids = centroids;
    this.dim = dim;
    int[] order = new int[k];
    Arrays.setAll(order, row -> row);
    blocks = Kernels.inUse().lay(centroids, dim, order);
    withinLimit = isWithin(blocks.limit(), centroids, k * dim);
    least = new float[CHUNK][most];
  }

  /**
   * Finds them by squared distance, the lowest row first of equals.
   *
   * @param centroids shape [k, dim], row-major
   * @param most of them wanted
   * @return shape [k, min(most, k - 1)], nearest first
   */
  static int[][] of(float[] centroids, int k, int dim, int most) {
    int[][] all = new int[k][Math.min(most, k - 1)];
    if (k > 1 && most > 0) {
      Neighbours neighbours = new Neighbours(centroids, k, dim, Math.min(most, k - 1));
      for (int first = 0; first < k; first += CHUNK) {
        neighbours.find(first, Math.min(CHUNK, k - first), all);
      }
    }
    return all;
  }

  private static boolean isWithin(float limit, float[] values, int size) {
    for (int at = 0; at < size; at++) {
      // Neither is NaN.
      if (!(Math.abs(values[at]) <= limit)) {
        return false;
      }
    }
    return true;
  }

  private void find(int first, int count, int[][] all) {
    for (int i = 0; i < count; i++) {
      which[i] = first + i;
      rows[i] = all[first + i];
      sizes[i] = 0;
    }
    Arrays.fill(leastOfBlock, Float.NEGATIVE_INFINITY);
    for (int block = 0; block < blocks.count(); block++) {
      if (withinLimit) {
        leastOf(block, count);
      }
      for (int i = 0; i < count; i++) {
        if (sizes[i] < rows[i].length || leastOfBlock[i] < least[i][rows[i].length - 1]) {
          take(block, i);
        }
      }
    }
  }

  private void leastOf(int block, int count) {
    for (int i = 0; i < count; i++) {
      except[i] = which[i] / Blocks.SIZE == block ? which[i] % Blocks.SIZE : Blocks.NONE;
    }
    blocks.least(block, centroids, which, count, except, leastOfBlock);
  }

  /** Takes in what is nearer in a block than what there is so far. */
  private void take(int block, int i) {
    blocks.scores(block, centroids, which[i] * dim, scores);
    int[] nearest = rows[i];
    float[] itsScores = least[i];
    int from = block * Blocks.SIZE;
    int to = Math.min(centroids.length / dim, from + Blocks.SIZE);
    for (int row = from; row < to; row++) {
      float score = scores[row - from];
      boolean full = sizes[i] == nearest.length;
      if (row == which[i] || (full && score >= itsScores[nearest.length - 1])) {
        continue;
      }
      int place = full ? nearest.length - 1 : sizes[i]++;
      while (place > 0 && itsScores[place - 1] > score) {
        nearest[place] = nearest[place - 1];
        itsScores[place] = itsScores[place - 1];
        place--;
      }
      nearest[place] = row;
      itsScores[place] = score;
    }
  }
}
