package io.saec.evaluate;

import io.saec.events.FactorizationOptions;
import java.util.List;

/**
 * How a machine is trained: what {@link Tuning} chose, on rows that were neither trained nor tested
 * on.
 *
 * @param learningRate first step of AdaGrad
 * @param l2 weight of the squared parameters in the loss
 * @param spread standard deviation of the factors at the start
 * @param epochs over the training part
 * @param calibration of scores, afterwards
 * @param unknown what stands for a feature that was not trained on
 * @param validation how well such a machine did on the rows that it was chosen by
 */
public record Recipe(
    float learningRate,
    float l2,
    float spread,
    int epochs,
    Calibration calibration,
    Unknown unknown,
    Quality validation) {

  /** Trains a machine. */
  Learnt train(LabelledRows rows, int[] train, List<Table> tables, int factors, long seed) {
    Training training =
        new Training(
            rows, train, tables, new FactorizationOptions(factors, learningRate, l2, spread, seed));
    for (int epoch = 0; epoch < epochs; epoch++) {
      training.epoch();
    }
    return training.learnt();
  }

  /**
   * The machine as it scores.
   *
   * @param counts of the features in the training part, by field
   */
  Model model(Learnt learnt, LabelledRows rows, long[][] counts) {
    return learnt.expand(rows, counts, unknown).calibrated(calibration);
  }
}
