package io.saec.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well a model does beside another of the same seeds: means over the seeds.
 *
 * @param auc mean
 * @param logloss mean
 * @param deltaAuc mean of the difference to the other, below 0 where this is worse
 * @param deltaLogloss mean of the difference as a share of the other, above 0 where this is worse
 * @param spread standard deviations of these four over the seeds; 0 with one seed
 * @param difference what the deltas are called: none where they are within their spread
 */
public record Outcome(
    double auc,
    double logloss,
    double deltaAuc,
    double deltaLogloss,
    Spread spread,
    Calls difference) {

  /** Standard deviations over the seeds. */
  public record Spread(double auc, double logloss, double deltaAuc, double deltaLogloss) {}

  /** A word for each measure. */
  public record Calls(Difference auc, Difference logloss) {}

  /**
   * Sums up.
   *
   * @param models by seed, at least one
   * @param others the same seeds of what they are compared with
   */
  static Outcome of(List<Quality> models, List<Quality> others) {
    double[] auc = values(models, Quality::auc);
    double[] logloss = values(models, Quality::logloss);
    double[] deltaAuc =
        IntStream.range(0, auc.length).mapToDouble(i -> auc[i] - others.get(i).auc()).toArray();
    double[] deltaLogloss =
        IntStream.range(0, auc.length)
            .mapToDouble(i -> logloss[i] / others.get(i).logloss() - 1)
            .toArray();
    Spread spread =
        new Spread(spread(auc), spread(logloss), spread(deltaAuc), spread(deltaLogloss));
    Calls calls =
        new Calls(
            Difference.of(mean(deltaAuc), spread.deltaAuc()),
            Difference.of(-mean(deltaLogloss), spread.deltaLogloss()));
    return new Outcome(mean(auc), mean(logloss), mean(deltaAuc), mean(deltaLogloss), spread, calls);
  }

  private static double[] values(List<Quality> models, ToDoubleFunction<Quality> of) {
    return models.stream().mapToDouble(of).toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The standard deviation of a sample. */
  private static double spread(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length == 1 ? 0 : Math.sqrt(sum / (values.length - 1));
  }
}
