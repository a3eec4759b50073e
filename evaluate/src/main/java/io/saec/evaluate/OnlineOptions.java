package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import java.time.Duration;
import java.util.List;

/**
 * What is evaluated online.
 *
 * @param budgets ratios to compress to, one after the other, at least one
 * @param factors of an embedding; the linear weight comes on top
 * @param fineTune whether shared vectors are trained on besides, see {@link FineTuning}
 * @param precisions of these, which the compressor is to keep to
 * @param slide time between two boundaries of the compressor; they lie at its multiples
 * @param interval from one training to the next, a multiple of the slide
 * @param threads that choose how to train; they change nothing that comes out
 */
public record OnlineOptions(
    List<Budget.Ratio> budgets,
    int factors,
    boolean fineTune,
    Precisions precisions,
    Duration slide,
    Duration interval,
    int threads) {
  public OnlineOptions {
    budgets = List.copyOf(budgets);
    if (budgets.isEmpty()) {
      throw new IllegalArgumentException("budgets must not be empty");
    }
    if (factors < 1 || threads < 1) {
      throw new IllegalArgumentException("factors and threads must be at least 1");
    }
    if (slide.toMillis() < 1
        || interval.toMillis() < slide.toMillis()
        || interval.toMillis() % slide.toMillis() != 0) {
      throw new IllegalArgumentException(
          "interval is not a multiple of the slide of " + slide + ": " + interval);
    }
  }
}
