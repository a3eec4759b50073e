package io.saec.evaluate;

import io.saec.events.FactorizationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Chooses how machines are trained: each candidate learns from the first part of the training rows,
 * and what it makes of the last part, after each epoch and with its scores scaled best, decides.
 * The test part is not looked at.
 */
final class Tuning {
  /** Candidates are few: each costs some epochs. */
  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate(0.05f, 1e-3f),
          new Candidate(0.05f, 3e-3f),
          new Candidate(0.05f, 1e-2f),
          new Candidate(0.1f, 3e-3f),
          new Candidate(0.1f, 3e-2f));

  private static final float SPREAD = 0.01f;
  private static final int MOST_EPOCHS = 12;

  /** What an epoch must take away of the log loss to be worth its time, as a share of it. */
  private static final double LEAST_GAIN = 5e-4;

  /** Epochs in a row that are not worth it and end a candidate. */
  private static final int PATIENCE = 2;

  private static final long SEED = 0;

  private record Candidate(float learningRate, float l2) {}

  private final LabelledRows rows;
  private final Split split;
  private final long[][] counts;
  private final boolean[] labels;

  /**
   * @param split the training part: what candidates learn from, and what they are chosen by
   */
  Tuning(LabelledRows rows, Split split) {
    this.rows = rows;
    this.split = split;
    this.counts = rows.counts(split.train());
    this.labels = rows.labels(split.test());
  }

  /** The best of all candidates, the first of equals; what is unknown is chosen as well. */
  Recipe choose(List<Table> tables, int factors, Parallel parallel) throws InterruptedException {
    List<Callable<Recipe>> candidates = new ArrayList<>();
    for (Candidate candidate : CANDIDATES) {
      FactorizationOptions options =
          new FactorizationOptions(factors, candidate.learningRate(), candidate.l2(), SPREAD, SEED);
      candidates.add(() -> best(tables, options, List.of(Unknown.values())));
    }
    return parallel.all(candidates).stream().reduce(Tuning::better).orElseThrow();
  }

  /** A recipe for other tables: epochs and calibration are chosen anew, the rest stays. */
  Recipe best(List<Table> tables, int factors, Recipe like) {
    FactorizationOptions options =
        new FactorizationOptions(factors, like.learningRate(), like.l2(), like.spread(), SEED);
    return best(tables, options, List.of(like.unknown()));
  }

  private Recipe best(List<Table> tables, FactorizationOptions options, List<Unknown> unknowns) {
    Training training = new Training(rows, split.train(), tables, options);
    training.epoch();
    Recipe best = judge(training.learnt(), options, 1, unknowns);
    for (int epoch = 2; epoch <= MOST_EPOCHS && epoch - best.epochs() <= PATIENCE; epoch++) {
      training.epoch();
      Recipe next = judge(training.learnt(), options, epoch, unknowns);
      if (next.validation().logloss() < best.validation().logloss() * (1 - LEAST_GAIN)) {
        best = next;
      }
    }
    return best;
  }

  private Recipe judge(
      Learnt learnt, FactorizationOptions options, int epochs, List<Unknown> unknowns) {
    return unknowns.stream()
        .map(unknown -> judge(learnt, options, epochs, unknown))
        .reduce(Tuning::better)
        .orElseThrow();
  }

  private Recipe judge(Learnt learnt, FactorizationOptions options, int epochs, Unknown unknown) {
    double[] scores = learnt.expand(rows, counts, unknown).scores(rows, split.test());
    Calibration calibration = Calibration.of(scores, labels);
    calibration.apply(scores);
    return new Recipe(
        options.learningRate(),
        options.l2(),
        options.spread(),
        epochs,
        calibration,
        unknown,
        Quality.of(scores, labels));
  }

  /** That of the lower log loss, the first of equals. */
  private static Recipe better(Recipe one, Recipe other) {
    return other.validation().logloss() < one.validation().logloss() ? other : one;
  }
}
