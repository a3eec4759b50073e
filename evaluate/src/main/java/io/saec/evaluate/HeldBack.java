package io.saec.evaluate;

/**
 * A full model that has not seen the last rows of the training part. What is to be chosen for
 * models that stand for a full one is chosen by what stands for this one, and by those rows.
 *
 * @param full trained on the first rows of the training part, tested on the last
 */
record HeldBack(FullModel full) {

  /**
   * Trains it.
   *
   * @param chosenBy the training part: what is learnt from, and what is held back
   */
  static HeldBack of(Trial trial, Split chosenBy) {
    Trial choosing = Trial.of(trial.rows(), chosenBy, trial.factors(), trial.recipe());
    return new HeldBack(choosing.full(Evaluation.seed(0)));
  }

  /**
   * How scores of such models are to be calibrated. With errors in its vectors a model is as sure
   * of itself as before, and wrong more often.
   *
   * @param standing for this full model
   */
  Calibration calibration(Model standing) {
    int[] rows = full.trial().split().test();
    LabelledRows of = full.trial().rows();
    return Calibration.of(standing.scores(of, rows), of.labels(rows));
  }

  /** How well a model does on the rows held back. */
  Quality quality(Model model) {
    return full.trial().quality(model);
  }
}
