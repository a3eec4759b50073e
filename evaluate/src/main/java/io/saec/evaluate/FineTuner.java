package io.saec.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Decides how shared vectors are trained on, or that they are not, by rows that nothing was trained
 * on: a full model that has not seen them is compressed like those that will be tested, and what
 * comes back goes on training. The log loss of those rows must fall by it.
 *
 * @param full trained on the first rows of the training part, tested on the last
 */
record FineTuner(FullModel full) {
  private static final List<Float> LEARNING_RATES = List.of(0.01f, 0.03f);
  private static final int MOST_EPOCHS = 5;

  /** What an epoch must take away of the log loss to be worth its time, as a share of it. */
  private static final double LEAST_GAIN = 5e-4;

  /**
   * The best of all candidates, the first of equals.
   *
   * @param compressed what comes back of the model
   */
  FineTuned choose(List<CompressedField> compressed, Parallel parallel)
      throws InterruptedException {
    Quality before = full.trial().quality(full.restored(compressed));
    List<Callable<FineTuned>> candidates = new ArrayList<>();
    for (float learningRate : LEARNING_RATES) {
      candidates.add(() -> best(compressed, learningRate, before));
    }
    return parallel.all(candidates).stream().reduce(FineTuner::better).orElseThrow();
  }

  private FineTuned best(List<CompressedField> compressed, float learningRate, Quality before) {
    FineTuning training = new FineTuning(full, compressed, learningRate);
    FineTuned best = FineTuned.not(before);
    for (int epoch = 1; epoch <= MOST_EPOCHS && epoch == best.epochs() + 1; epoch++) {
      training.epoch(full.trial().split().train());
      Quality after = full.trial().quality(training.model());
      if (after.logloss() < best.after().logloss() * (1 - LEAST_GAIN)) {
        best = new FineTuned(epoch, learningRate, before, after);
      }
    }
    return best;
  }

  private static FineTuned better(FineTuned one, FineTuned other) {
    return other.after().logloss() < one.after().logloss() ? other : one;
  }
}
