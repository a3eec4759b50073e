package io.saec.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Decides how shared vectors are trained on, or that they are not: those of a model that was held
 * back are trained on, and the log loss of the rows that it has not seen must fall by it.
 *
 * @param heldBack what decides
 */
record FineTuner(HeldBack heldBack) {
  private static final List<Float> LEARNING_RATES = List.of(0.01f, 0.03f);
  private static final int MOST_EPOCHS = 5;

  /** What an epoch must take away of the log loss to be worth its time, as a share of it. */
  private static final double LEAST_GAIN = 5e-4;

  /**
   * The best of all candidates, the first of equals.
   *
   * @param compressed what comes back of the model that was held back
   * @param precision of vectors once they are trained
   */
  FineTuned choose(List<CompressedField> compressed, Precision precision, Parallel parallel)
      throws InterruptedException {
    Model restored = heldBack.full().restored(compressed);
    Calibration calibration = heldBack.calibration(restored);
    FineTuned not = FineTuned.not(calibration, heldBack.quality(restored.calibrated(calibration)));
    List<Callable<FineTuned>> candidates = new ArrayList<>();
    for (float learningRate : LEARNING_RATES) {
      candidates.add(() -> best(compressed, learningRate, precision, not));
    }
    return parallel.all(candidates).stream().reduce(FineTuner::better).orElseThrow();
  }

  private FineTuned best(
      List<CompressedField> compressed, float learningRate, Precision precision, FineTuned not) {
    FineTuning training = new FineTuning(heldBack.full(), compressed, learningRate, precision);
    FineTuned best = not;
    for (int epoch = 1; epoch <= MOST_EPOCHS && epoch == best.epochs() + 1; epoch++) {
      training.epoch(heldBack.full().trial().split().train());
      Model model = training.model();
      Calibration calibration = heldBack.calibration(model);
      Quality after = heldBack.quality(model.calibrated(calibration));
      if (after.logloss() < best.after().logloss() * (1 - LEAST_GAIN)) {
        best = new FineTuned(epoch, learningRate, calibration, not.before(), after);
      }
    }
    return best;
  }

  private static FineTuned better(FineTuned one, FineTuned other) {
    return other.after().logloss() < one.after().logloss() ? other : one;
  }
}
