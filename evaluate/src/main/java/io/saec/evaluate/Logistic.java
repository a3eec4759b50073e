package io.saec.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Logistic regression: no embeddings at all, a byte a feature. What every model must beat that
 * calls itself one.
 */
final class Logistic implements Rival {
  /** A machine whose only factor starts at 0 stays there: only its linear weights learn. */
  private static final int FACTORS = 1;

  private final Trial trial;
  private final Tuning tuning;

  Logistic(Trial trial, Tuning tuning) {
    this.trial = trial;
    this.tuning = tuning;
  }

  @Override
  public String word() {
    return "logistic";
  }

  @Override
  public boolean takesBudget() {
    return false;
  }

  @Override
  public Optional<Contender> within(long budget, Precision precision) {
    List<Table> tables = Table.own(trial.rows());
    Recipe full = trial.recipe();
    Recipe linear =
        new Recipe(
            full.learningRate(),
            full.l2(),
            0,
            full.epochs(),
            full.calibration(),
            full.unknown(),
            full.validation());
    Recipe recipe = tuning.best(tables, FACTORS, linear);
    long bytes = Arrays.stream(trial.known()).mapToLong(known -> Int8.bytes(known.length, 1)).sum();
    return Optional.of(
        new Contender() {
          @Override
          public long bytes() {
            return bytes;
          }

          @Override
          public Quality quality(FullModel model, long seed) {
            return trial.quality(tables, recipe, FACTORS, Precision.BYTE, seed);
          }
        });
  }
}
