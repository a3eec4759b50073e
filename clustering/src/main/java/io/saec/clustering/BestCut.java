package io.saec.clustering;

import java.util.Arrays;

/**
 * The cut across an axis that takes the most off the weighted error, at one of {@link #BINS} - 1
 * places: as good as all places are, since the cut only is a start. (not thread safe)
 */
final class BestCut {
  private static final int BINS = 64;

  /** Standard deviations from the mean at which the outermost bins begin to take all. */
  private static final double REACH = 3;

  private final Deviations deviations;
  private final double[] along;
  private final int[] bins;
  private final double[] weights = new double[BINS];
  private final double[][] sums;
  private final double[] side;
  private double most;
  private int place;

  BestCut(Deviations deviations, int dim, int capacity) {
    this.deviations = deviations;
    along = new double[capacity];
    bins = new int[capacity];
    sums = new double[dim][BINS];
    side = new double[dim];
  }

  /**
   * Costs (2 m + {@link #BINS}) * dim multiply-adds for m deviations, which are from the mean.
   *
   * @param axis of length 1
   */
  HalfSpace across(double[] axis) {
    deviations.along(axis, along);
    double width = 2 * REACH / BINS * spread();
    Arrays.fill(weights, 0);
    for (int i = 0; i < deviations.size(); i++) {
      // What is too large for an int becomes the largest.
      int bin = (int) (along[i] / width + BINS / 2.0);
      bins[i] = Math.max(0, Math.min(BINS - 1, bin));
      weights[bins[i]] += deviations.weights()[i];
    }
    deviations.sum(bins, sums);
    most = -1;
    place = BINS / 2;
    look(0, 1);
    look(BINS - 1, -1);
    return new HalfSpace(deviations.origin(), axis, (place - BINS / 2) * width);
  }

  /** Standard deviation along the axis. */
  private double spread() {
    double error = 0;
    for (int i = 0; i < deviations.size(); i++) {
      error += deviations.weights()[i] * along[i] * along[i];
    }
    return Math.sqrt(error / deviations.weight());
  }

  /**
   * Looks at all places between an end and where half the weight is. The deviations of all add up
   * to 0, so those of the heavier side are the other's turned round; summed up, they would drown
   * those of points of little weight.
   */
  private void look(int end, int step) {
    Arrays.fill(side, 0);
    double weight = 0;
    for (int bin = end; bin + step >= 0 && bin + step < BINS; bin += step) {
      weight += weights[bin];
      if (2 * weight > deviations.weight()) {
        return;
      }
      if (weights[bin] == 0) {
        continue;
      }
      double norm = 0;
      for (int j = 0; j < side.length; j++) {
        side[j] += sums[j][bin];
        norm += side[j] * side[j];
      }
      double gain = norm / (weight * (deviations.weight() - weight));
      if (gain > most) {
        most = gain;
        place = step > 0 ? bin + 1 : bin;
      }
    }
  }
}
