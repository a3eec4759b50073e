package io.saec.evaluate;

import io.saec.events.RowScore;

/**
 * What a score is multiplied with and what is added to it, so that the log loss of rows that were
 * not trained on is least: Platt's scaling (1999). A machine that has learnt enough to order rows
 * well is too sure of itself, and one whose vectors have errors is besides too low: features that
 * come together have vectors that agree, and errors take of that. This mends both and leaves the
 * order, and so the AUC, as it is.
 *
 * @param scale from {@value #LEAST} to {@value #MOST}
 * @param shift added to the scaled score
 */
public record Calibration(double scale, double shift) {
  /** Leaves scores as they are. */
  static final Calibration NONE = new Calibration(1, 0);

  private static final double LEAST = 0.1;
  private static final double MOST = 10;
  private static final int MOST_STEPS = 50;

  /** A step that takes less than this off the mean log loss is the last. */
  private static final double LEAST_GAIN = 1e-12;

  /** Added to second derivatives, so that there is a step where they are 0. */
  private static final double LEAST_BEND = 1e-7;

  /**
   * The best for some rows, by Newton's method with steps that are halved until they gain. Costs
   * about eight passes over the rows.
   *
   * @param labels both of them
   */
  static Calibration of(double[] scores, boolean[] labels) {
    Calibration free = descend(scores, labels, NONE, false);
    double scale = Math.max(LEAST, Math.min(MOST, free.scale));
    // The loss is convex: if it is least beyond a bound, then within the bounds at that bound.
    return scale == free.scale ? free : descend(scores, labels, new Calibration(scale, 0), true);
  }

  private static Calibration descend(
      double[] scores, boolean[] labels, Calibration from, boolean scaleIsFixed) {
    Slopes slopes = new Slopes(scores, labels, from);
    for (int step = 0; step < MOST_STEPS; step++) {
      double part = 1;
      Slopes next = new Slopes(scores, labels, slopes.step(part, scaleIsFixed));
      while (next.loss > slopes.loss && part > LEAST_GAIN) {
        part /= 2;
        next = new Slopes(scores, labels, slopes.step(part, scaleIsFixed));
      }
      if (!(slopes.loss - next.loss > LEAST_GAIN)) {
        break;
      }
      slopes = next;
    }
    return slopes.at;
  }

  /** A score as it is after this. */
  double of(double score) {
    return scale * score + shift;
  }

  /** Calibrates scores in place. */
  void apply(double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = of(scores[i]);
    }
  }

  /** The mean log loss at a place, its first and its second derivatives. (not thread safe) */
  private static final class Slopes {
    private final Calibration at;
    private double loss;
    private double byScale;
    private double byShift;
    private double byScaleTwice = LEAST_BEND;
    private double byBoth;
    private double byShiftTwice = LEAST_BEND;

    Slopes(double[] scores, boolean[] labels, Calibration at) {
      this.at = at;
      double share = 1.0 / scores.length;
      for (int i = 0; i < scores.length; i++) {
        double margin = labels[i] ? at.of(scores[i]) : -at.of(scores[i]);
        double right = RowScore.probabilityOf(margin);
        double off = share * (labels[i] ? right - 1 : 1 - right);
        double bend = share * right * (1 - right);
        // log(1 + exp(-margin)) without an exp that overflows.
        loss +=
            share * (Math.max(-margin, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(margin))));
        byScale += off * scores[i];
        byShift += off;
        byScaleTwice += bend * scores[i] * scores[i];
        byBoth += bend * scores[i];
        byShiftTwice += bend;
      }
    }

    /** A part of the way to where a parabola through here is least. */
    Calibration step(double part, boolean scaleIsFixed) {
      if (scaleIsFixed) {
        return new Calibration(at.scale, at.shift - part * byShift / byShiftTwice);
      }
      double determinant = byScaleTwice * byShiftTwice - byBoth * byBoth;
      double scale = (byShiftTwice * byScale - byBoth * byShift) / determinant;
      double shift = (byScaleTwice * byShift - byBoth * byScale) / determinant;
      return new Calibration(at.scale - part * scale, at.shift - part * shift);
    }
  }
}
