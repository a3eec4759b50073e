package io.saec.evaluate;

import java.util.List;

/**
 * Trains shared vectors on as rows come in: for each span anew, from the centroids of the time,
 * over the rows that the full model has just gone on with. The rows of the span before decide
 * whether what comes of it serves: both have scored them before they were learnt from, and the
 * vectors as they came serve until the others would have had less log loss. (not thread safe)
 */
final class OnlineFineTuning {
  private static final float LEARNING_RATE = 0.03f;
  private static final int EPOCHS = 3;

  private boolean wouldHaveGained;

  /**
   * The model that scores the next span, which is the test part of the full one's trial.
   *
   * @param full as it is before the span
   * @param restored the same with vectors as they came back
   * @param compressed what came back
   * @param lately rows to learn from
   */
  Model next(FullModel full, Model restored, List<CompressedField> compressed, int[] lately) {
    FineTuning training = new FineTuning(full, compressed, LEARNING_RATE);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      training.epoch(lately);
    }
    Model tuned = training.model();
    Model next = wouldHaveGained ? tuned : restored;
    Trial trial = full.trial();
    wouldHaveGained = trial.quality(tuned).logloss() < trial.quality(restored).logloss();
    return next;
  }
}
