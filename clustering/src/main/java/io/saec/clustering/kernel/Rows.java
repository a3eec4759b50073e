package io.saec.clustering.kernel;

import java.util.Arrays;

/**
 * The nearest centroids of many points: of each the least score in every block, and only then the
 * lane in the block that had it. Allocates nothing. (not thread safe)
 */
public final class Rows {
  /** Points that go through a block before the next block: they stay in L2, the block in L1. */
  private static final int CHUNK = 1024;

  private final Blocks blocks;
  private final int dim;
  private final int[] which = new int[CHUNK];
  private final int[] except = new int[CHUNK];
  private final float[] least = new float[CHUNK];
  private final float[] best = new float[CHUNK];
  private final int[] block = new int[CHUNK];
  private final float[] scores = new float[Blocks.SIZE];

  /** First point whose guess is in a block, and for each point the next; NONE at the end. */
  private final int[] guessed;

  private final int[] next = new int[CHUNK];

  /**
   * @param blocks centroids in the order of their rows
   */
  public Rows(Blocks blocks, int dim) {
    this.blocks = blocks;
    this.dim = dim;
    guessed = new int[blocks.count()];
    Arrays.fill(except, Blocks.NONE);
  }

  /**
   * The rows of the least scores of points, as {@link Blocks#nearest}.
   *
   * @param points shape [n, dim], row-major
   * @param from first point
   * @param to end of the points
   * @param rows in and out, shape [n]: what is there to begin with, NONE or a guess, makes it
   *     faster where it is right and changes nothing else
   */
  public void nearest(float[] points, int from, int to, int[] rows) {
    for (int first = from; first < to; first += CHUNK) {
      int count = Math.min(CHUNK, to - first);
      if (count >= blocks.tile() && isWithinLimit(points, first * dim, (first + count) * dim)) {
        chunk(points, first, count, rows);
      } else {
        for (int i = first; i < first + count; i++) {
          rows[i] = blocks.nearest(points, i * dim);
        }
      }
    }
  }

  private boolean isWithinLimit(float[] points, int from, int to) {
    float limit = blocks.limit();
    for (int at = from; at < to; at++) {
      // Neither is NaN.
      if (!(Math.abs(points[at]) <= limit)) {
        return false;
      }
    }
    return true;
  }

  private void chunk(float[] points, int first, int count, int[] rows) {
    Arrays.fill(guessed, Blocks.NONE);
    for (int i = 0; i < count; i++) {
      int guess = rows[first + i];
      which[i] = first + i;
      block[i] = Blocks.NONE;
      best[i] = Float.POSITIVE_INFINITY;
      if (guess != Blocks.NONE) {
        best[i] = blocks.score(guess, points, (first + i) * dim);
        next[i] = guessed[guess / Blocks.SIZE];
        guessed[guess / Blocks.SIZE] = i;
      }
    }
    for (int each = 0; each < blocks.count(); each++) {
      // A guess's score is known, and is left out in its block.
      for (int i = guessed[each]; i != Blocks.NONE; i = next[i]) {
        except[i] = rows[first + i] % Blocks.SIZE;
      }
      blocks.least(each, points, which, count, except, least);
      for (int i = guessed[each]; i != Blocks.NONE; i = next[i]) {
        except[i] = Blocks.NONE;
      }
      for (int i = 0; i < count; i++) {
        // Not above: of equals the first is to be found, and that may be before the guess.
        if (least[i] < best[i] || (least[i] == best[i] && block[i] == Blocks.NONE)) {
          best[i] = least[i];
          block[i] = each;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (block[i] != Blocks.NONE) {
        rows[first + i] = row(points, first + i, i, rows[first + i]);
      }
    }
  }

  /** The row that the best score was found at, unless the guess has it too and is before it. */
  private int row(float[] points, int point, int i, int guess) {
    blocks.scores(block[i], points, point * dim, scores);
    int lane = 0;
    while (scores[lane] != best[i]) {
      lane++;
    }
    int row = block[i] * Blocks.SIZE + lane;
    return guess != Blocks.NONE && guess < row && isTie(points, point, i, guess) ? guess : row;
  }

  private boolean isTie(float[] points, int point, int i, int guess) {
    return blocks.score(guess, points, point * dim) == best[i];
  }
}
