package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Kernel;
import java.util.Arrays;

/**
 * For each point and block of centroids a distance that none of the block's centroids is below, but
 * for the one that the point is given to. As centroids move, a bound falls by the farthest that one
 * of the block has gone; while it is above the distance to the point's own centroid, none of the
 * block can be nearer (Yinyang k-means, Ding et al., 2015, with the kernel's blocks for groups: of
 * centroids that were near each other to begin with).
 *
 * <p><b>Rounding.</b> What decides is the kernel's score, a float, so the bounds may never disagree
 * with it. A score differs from {@code |x - c|^2 - |x|^2} by at most {@code e = (2 dim + 8) 2^-24
 * (|x| + |c|)^2}, what the roundings of its two chains add up to, and 2^-130 where they are
 * denormal. So a block is passed over only where {@code bound^2 > score + |x|^2 + e} for the best
 * score so far; a bound is {@code sqrt(score + |x|^2 - e)} of the block's least score; and every
 * rounding here goes to the side of more work.
 *
 * <p>Takes 4 bytes for each point and block, and 12 for each point. (not thread safe, but for scans
 * of different points)
 */
final class Bounds {
  /** Values up to this have scores and squares that are far from overflow. */
  private static final float MOST = 0x1p55f;

  private static final double ROUNDOFF = 0x1p-24;
  private static final double DENORMAL = 0x1p-130;

  /** More than a sum of doubles loses here. */
  private static final double UP = 1 + 0x1p-40;

  private final Kernel kernel;
  private final int dim;
  private final float[] points;
  private final double[] lengths;
  private final int[] rows;
  private final int[] order;
  private final int[] positions;
  private final float[][] lower;
  private final float[] falls;
  private final double share;
  private float[] centroids;
  private Blocks blocks;
  private double farthest;

  /**
   * Bounds that say nothing yet.
   *
   * @param rows any row for each point
   */
  Bounds(Kernel kernel, WeightedPoints points, float[] centroids, int[] rows) {
    this.kernel = kernel;
    this.dim = points.dim();
    this.points = points.values();
    this.rows = rows.clone();
    this.centroids = centroids;
    order = BlockOrder.of(centroids, dim);
    positions = new int[order.length];
    for (int position = 0; position < order.length; position++) {
      positions[order[position]] = position;
    }
    lengths = new double[rows.length];
    Arrays.setAll(lengths, i -> length(this.points, i));
    lower = new float[Blocks.count(order.length)][rows.length];
    falls = new float[lower.length];
    share = (2 * dim + 8) * ROUNDOFF;
    blocks = kernel.lay(centroids, dim, order);
  }

  /** Whether there can be bounds of such values. */
  static boolean hold(float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= MOST)) {
        return false;
      }
    }
    return true;
  }

  int k() {
    return order.length;
  }

  int dim() {
    return dim;
  }

  float[] points() {
    return points;
  }

  int blockCount() {
    return lower.length;
  }

  /** The centroids by block, for one more thread. */
  Blocks blocks() {
    return blocks.another();
  }

  /** Position of a row in the order of the blocks. */
  int position(int row) {
    return positions[row];
  }

  int row(int position) {
    return order[position];
  }

  /** Bounds of a block by point, as they were before the centroids moved; to be written to. */
  float[] lower(int block) {
    return lower[block];
  }

  /** By how much the bounds of a block fall, rounding included. */
  float fall(int block) {
    return falls[block];
  }

  /**
   * Takes note of where the centroids are now, and of points that were given to others meanwhile.
   *
   * @param now shape [k, dim], row-major
   * @param given row of each point
   */
  void follow(float[] now, int[] given) {
    double longest = 0;
    Arrays.fill(falls, 0);
    for (int row = 0; row < order.length; row++) {
      int block = positions[row] / Blocks.SIZE;
      falls[block] = Math.max(falls[block], up(distance(centroids, now, row)));
      longest = Math.max(longest, length(now, row));
    }
    farthest = longest;
    double most = longest;
    for (int i = 0; i < given.length; i++) {
      most = Math.max(most, lengths[i]);
      if (given[i] != rows[i]) {
        // From now on the block's bound is to hold for this one too.
        lower[positions[rows[i]] / Blocks.SIZE][i] = 0;
        rows[i] = given[i];
      }
    }
    for (int block = 0; block < falls.length; block++) {
      // A bound is no more than twice the greatest length, and a half of its last bit is lost.
      falls[block] = up(falls[block] + 2 * most * ROUNDOFF);
    }
    centroids = now.clone();
    blocks = kernel.lay(now, dim, order);
  }

  /** The kernel's score of a point and the centroid of a row. */
  float score(int row, int point) {
    return blocks.score(positions[row], points, point * dim);
  }

  /** The bound above which a block has no centroid of that score or less. */
  float limit(int point, float score) {
    double length = lengths[point];
    return up(Math.sqrt(Math.max(0, (score + length * length + error(length)) * UP)));
  }

  /** Distance that no centroid of that score or more is below. */
  float bound(int point, float score) {
    double length = lengths[point];
    double square = score + length * length - error(length);
    // A float that is rounded down is never above the double.
    return square > 0 ? Math.nextDown((float) (Math.sqrt(square) / UP)) : 0;
  }

  private double error(double length) {
    double sum = length + farthest;
    return share * sum * sum + DENORMAL;
  }

  /** Keeps that a point is given to a row now. */
  void give(int point, int row) {
    rows[point] = row;
  }

  private static float up(double value) {
    return Math.nextUp((float) value);
  }

  private double length(float[] values, int row) {
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      double value = values[row * dim + j];
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private double distance(float[] before, float[] now, int row) {
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      double difference = (double) before[row * dim + j] - now[row * dim + j];
      sum += difference * difference;
    }
    return Math.sqrt(sum) * UP;
  }
}
