package io.saec.evaluate;

import java.util.List;

/**
 * How shared vectors are trained on, as {@link FineTuner} decided.
 *
 * @param epochs over the training part; 0 if the vectors stay as they came
 * @param learningRate first step of AdaGrad; 0 where there are no epochs
 * @param calibration of scores then
 * @param before how well the vectors did as they came, on the rows that decided
 * @param after and how well after these epochs
 */
public record FineTuned(
    int epochs, float learningRate, Calibration calibration, Quality before, Quality after) {

  static FineTuned not(Calibration calibration, Quality before) {
    return new FineTuned(0, 0, calibration, before, before);
  }

  /** The model that the vectors make, after these epochs over its training part. */
  Model model(FullModel full, List<CompressedField> compressed, Precision precision) {
    if (epochs == 0) {
      return full.restored(compressed).calibrated(calibration);
    }
    FineTuning training = new FineTuning(full, compressed, learningRate, precision);
    for (int epoch = 0; epoch < epochs; epoch++) {
      training.epoch(full.trial().split().train());
    }
    return training.model().calibrated(calibration);
  }
}
