package io.saec.clustering;

import java.util.Arrays;

/**
 * Cuts a cluster in two so that the weighted error falls the most, nearly: the best cut across the
 * principal axis (Pearson, 1901; by power iteration), then a few of Lloyd's iterations with two
 * centroids. Nothing is drawn at random. Costs about 10 m * dim multiply-adds and a sort for m
 * points. (not thread safe)
 */
final class TwoMeans {
  /** Steps towards the principal axis. Two come close enough for what follows to do the rest. */
  private static final int AXIS_STEPS = 2;

  /** Lloyd's iterations on the two parts. More of them did not show in whole codebooks. */
  private static final int ITERATIONS = 3;

  private final WeightedPoints points;
  private final double[] mean;
  private final double[] axis;
  private final double[] next;
  private final double[] left;
  private final double[] right;

  TwoMeans(WeightedPoints points) {
    this.points = points;
    mean = new double[points.dim()];
    axis = new double[points.dim()];
    next = new double[points.dim()];
    left = new double[points.dim()];
    right = new double[points.dim()];
  }

  /**
   * The cut of a cluster.
   *
   * @param members its points, ascending
   */
  Split of(int row, int[] members) {
    if (areEqual(members)) {
      return new Split(row, 0, members, new int[0]);
    }
    findAxis(members);
    return refine(row, members, bestCut(members));
  }

  private boolean areEqual(int[] members) {
    for (int i = 1; i < members.length; i++) {
      if (points.squaredDistance(members[i], points.values(), members[0]) > 0) {
        return false;
      }
    }
    return true;
  }

  private void findAxis(int[] members) {
    double weight = 0;
    Arrays.fill(mean, 0);
    for (int point : members) {
      weight += points.weights()[point];
      addTo(mean, point, points.weights()[point]);
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= weight;
    }
    double most = 0;
    for (int point : members) {
      double norm = 0;
      for (int j = 0; j < mean.length; j++) {
        next[j] = deviation(point, j);
        norm += next[j] * next[j];
      }
      if (points.weights()[point] * norm > most) {
        most = points.weights()[point] * norm;
        System.arraycopy(next, 0, axis, 0, axis.length);
      }
    }
    normalise(axis);
    for (int step = 0; step < AXIS_STEPS; step++) {
      Arrays.fill(next, 0);
      for (int point : members) {
        double along = points.weights()[point] * along(point);
        for (int j = 0; j < next.length; j++) {
          next[j] += along * deviation(point, j);
        }
      }
      normalise(next);
      System.arraycopy(next, 0, axis, 0, axis.length);
    }
  }

  /**
   * The cut across the axis that gains the most: true for the points on its left. Both sides have
   * points.
   */
  private boolean[] bestCut(int[] members) {
    long[] order = new long[members.length];
    double weight = 0;
    for (int place = 0; place < order.length; place++) {
      weight += points.weights()[members[place]];
      order[place] = (long) sortable((float) along(members[place])) << Integer.SIZE | place;
    }
    Arrays.sort(order);
    Arrays.fill(left, 0);
    double leftWeight = 0;
    double most = -1;
    int cut = 0;
    for (int place = 0; place < order.length - 1; place++) {
      int point = members[(int) order[place]];
      leftWeight += points.weights()[point];
      double norm = 0;
      for (int j = 0; j < left.length; j++) {
        left[j] += points.weights()[point] * deviation(point, j);
        norm += left[j] * left[j];
      }
      // The deviations of all add up to 0, so those of the right are the left's turned round.
      double gain = norm / leftWeight + norm / (weight - leftWeight);
      if (gain > most && leftWeight < weight) {
        most = gain;
        cut = place;
      }
    }
    boolean[] sides = new boolean[members.length];
    for (int place = 0; place <= cut; place++) {
      sides[(int) order[place]] = true;
    }
    return sides;
  }

  private Split refine(int row, int[] members, boolean[] cut) {
    boolean[] sides = cut;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      findMeans(members, sides);
      boolean[] nearer = nearerToLeft(members);
      if (Arrays.equals(nearer, sides) || isOneSided(nearer)) {
        break;
      }
      sides = nearer;
    }
    double leftWeight = findMeans(members, sides);
    double rightWeight = 0;
    double distance = 0;
    for (int i = 0; i < members.length; i++) {
      rightWeight += sides[i] ? 0 : points.weights()[members[i]];
    }
    for (int j = 0; j < left.length; j++) {
      distance += (left[j] - right[j]) * (left[j] - right[j]);
    }
    double gain = leftWeight * rightWeight / (leftWeight + rightWeight) * distance;
    boolean keptSide = leftWeight == rightWeight ? sides[0] : leftWeight > rightWeight;
    return new Split(
        row, gain, onSide(members, sides, keptSide), onSide(members, sides, !keptSide));
  }

  /** Sets the means of both sides, as deviations from the common mean; the weight of the left. */
  private double findMeans(int[] members, boolean[] sides) {
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    double leftWeight = 0;
    double rightWeight = 0;
    for (int i = 0; i < members.length; i++) {
      double weight = points.weights()[members[i]];
      double[] sums = sides[i] ? left : right;
      for (int j = 0; j < sums.length; j++) {
        sums[j] += weight * deviation(members[i], j);
      }
      leftWeight += sides[i] ? weight : 0;
      rightWeight += sides[i] ? 0 : weight;
    }
    for (int j = 0; j < left.length; j++) {
      left[j] /= leftWeight;
      right[j] /= rightWeight;
    }
    return leftWeight;
  }

  private boolean[] nearerToLeft(int[] members) {
    boolean[] nearer = new boolean[members.length];
    for (int i = 0; i < members.length; i++) {
      double lead = 0;
      for (int j = 0; j < left.length; j++) {
        lead += (left[j] - right[j]) * (2 * deviation(members[i], j) - left[j] - right[j]);
      }
      nearer[i] = lead > 0;
    }
    return nearer;
  }

  private static boolean isOneSided(boolean[] sides) {
    for (boolean side : sides) {
      if (side != sides[0]) {
        return false;
      }
    }
    return true;
  }

  private static int[] onSide(int[] members, boolean[] sides, boolean side) {
    int[] found = new int[members.length];
    int size = 0;
    for (int i = 0; i < members.length; i++) {
      if (sides[i] == side) {
        found[size++] = members[i];
      }
    }
    return Arrays.copyOf(found, size);
  }

  private double deviation(int point, int j) {
    return points.values()[point * mean.length + j] - mean[j];
  }

  private double along(int point) {
    double sum = 0;
    for (int j = 0; j < axis.length; j++) {
      sum += axis[j] * deviation(point, j);
    }
    return sum;
  }

  private void addTo(double[] sums, int point, double weight) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += weight * points.values()[point * sums.length + j];
    }
  }

  /** Scales to length 1. */
  private static void normalise(double[] vector) {
    double norm = 0;
    for (double value : vector) {
      norm += value * value;
    }
    double length = Math.sqrt(norm);
    for (int j = 0; j < vector.length; j++) {
      vector[j] /= length;
    }
  }

  /** An int that is ordered as the float is. */
  private static int sortable(float value) {
    // Adding 0 makes -0 into +0.
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
