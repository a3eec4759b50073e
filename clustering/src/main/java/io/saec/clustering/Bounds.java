package io.saec.clustering;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Kernel;
import java.util.Arrays;

/**
 * For each point and group of centroids a distance that none of the group's centroids is below, but
 * for the one that the point is given to. As centroids move, a bound falls by the farthest that one
 * of the group has gone; while it is above the distance to the point's own centroid, none of the
 * group can be nearer (Yinyang k-means, Ding et al., 2015). A group is a block of the kernel, or as
 * many in a row as it takes for the bounds to have room; its centroids were near each other to
 * begin with.
 *
 * <p>The few centroids that have gone farthest are strays: no bound falls by as far as they went,
 * they are scored for every point instead. Else one that a swap puts elsewhere would undo the
 * bounds of its group, and thousands of them all bounds.
 *
 * <p><b>Rounding.</b> What decides is the kernel's score, a float, so the bounds may never disagree
 * with it. A score differs from {@code |x - c|^2 - |x|^2} by at most {@code e = (2 dim + 8) 2^-24
 * (|x| + |c|)^2}, what the roundings of its two chains add up to, and 2^-130 where they are
 * denormal. So a group is passed over only where {@code bound^2 > score + |x|^2 + e} for the best
 * score so far; a bound is {@code sqrt(score + |x|^2 - e)} of the group's least score; and every
 * rounding here goes to the side of more work.
 *
 * <p>Takes 4 bytes for each point and group, and 12 for each point. (not thread safe, but for scans
 * of different points)
 */
final class Bounds {
  /** Values up to this have scores and squares that are far from overflow. */
  private static final float MOST = 0x1p55f;

  /** Of so many centroids one may be a stray; with fewer than that of a block there are none. */
  private static final int STRAY_OF = 16;

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
  private final int blockCount;
  private final int groupBlocks;
  private final float[][] lower;
  private final float[] falls;

  /** Where the strays of each group begin, in the order of their positions. */
  private final int[] firstStrays;

  private final double share;
  private float[] centroids;
  private Blocks blocks;
  private Blocks strays;
  private double farthest;

  /**
   * Bounds that say nothing yet.
   *
   * @param rows any row for each point
   * @param most bounds of a point that there is room for, at least 1
   */
  Bounds(Kernel kernel, WeightedPoints points, float[] centroids, int[] rows, long most) {
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
    blockCount = Blocks.count(order.length);
    groupBlocks = (int) ((blockCount + most - 1) / most);
    lower = new float[(blockCount + groupBlocks - 1) / groupBlocks][rows.length];
    falls = new float[lower.length];
    firstStrays = new int[lower.length + 1];
    share = (2 * dim + 8) * ROUNDOFF;
    blocks = kernel.lay(centroids, dim, order);
    strays = kernel.lay(centroids, dim, new int[0]);
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

  int groupCount() {
    return lower.length;
  }

  /** First block of a group, or the end of the blocks where there is no such group. */
  int firstBlock(int group) {
    return Math.min(group * groupBlocks, blockCount);
  }

  /** Group of the centroid at a position. */
  int groupOf(int position) {
    return position / Blocks.SIZE / groupBlocks;
  }

  /** The centroids by block, for one more thread. */
  Blocks blocks() {
    return blocks.another();
  }

  /** The strays by block, for one more thread. */
  Blocks strays() {
    return strays.another();
  }

  /** Where the strays of a group begin among all; those of the next begin where they end. */
  int firstStray(int group) {
    return firstStrays[group];
  }

  /** Position of a row in the order of the blocks. */
  int position(int row) {
    return positions[row];
  }

  int row(int position) {
    return order[position];
  }

  /** Bounds of a group by point, as they were before the centroids moved; to be written to. */
  float[] lower(int group) {
    return lower[group];
  }

  /** By how much the bounds of a group fall, rounding included. */
  float fall(int group) {
    return falls[group];
  }

  /**
   * Takes note of where the centroids are now, and of points that were given to others meanwhile.
   *
   * @param now shape [k, dim], row-major
   * @param given row of each point
   */
  void follow(float[] now, int[] given) {
    follow(now);
    double most = farthest;
    for (int i = 0; i < given.length; i++) {
      most = Math.max(most, lengths[i]);
      if (given[i] != rows[i]) {
        // From now on the group's bound is to hold for this one too.
        lower[groupOf(positions[rows[i]])][i] = 0;
        rows[i] = given[i];
      }
    }
    for (int group = 0; group < falls.length; group++) {
      // A bound is no more than twice the greatest length, and a half of its last bit is lost.
      falls[group] = up(falls[group] + 2 * most * ROUNDOFF);
    }
    centroids = now.clone();
    blocks = kernel.lay(now, dim, order);
  }

  private void follow(float[] now) {
    farthest = 0;
    float[] gone = new float[order.length];
    for (int row = 0; row < order.length; row++) {
      gone[row] = up(distance(centroids, now, row));
      farthest = Math.max(farthest, length(now, row));
    }
    float far = far(gone);
    int[] strayRows = new int[order.length];
    int size = 0;
    Arrays.fill(falls, 0);
    for (int position = 0; position < order.length; position++) {
      int group = groupOf(position);
      int row = order[position];
      if (gone[row] > far) {
        strayRows[size++] = row;
      } else {
        falls[group] = Math.max(falls[group], gone[row]);
      }
      firstStrays[group + 1] = size;
    }
    strays = kernel.lay(now, dim, Arrays.copyOf(strayRows, size));
  }

  /** How far a centroid goes at the most that is no stray. */
  private static float far(float[] gone) {
    int most = gone.length / (STRAY_OF * Blocks.SIZE) * Blocks.SIZE;
    if (most == 0) {
      return Float.POSITIVE_INFINITY;
    }
    float[] sorted = gone.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1 - most];
  }

  /** The kernel's score of a point and the centroid of a row. */
  float score(int row, int point) {
    return blocks.score(positions[row], points, point * dim);
  }

  /** The bound above which a group has no centroid of that score or less. */
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
