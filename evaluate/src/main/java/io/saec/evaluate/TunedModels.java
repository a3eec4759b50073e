package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains shared vectors on, for each budget as the rows say that models are chosen by. What that
 * does to the full model is measured too: a gain that it has as well is none of sharing.
 *
 * @param fulls the models that are compressed, by seed
 * @param tuner decides
 * @param progress told of each budget
 * @param ofFull qualities of the full models trained on, by seed
 * @param full what that comes to
 */
record TunedModels(
    List<FullModel> fulls,
    FineTuner tuner,
    Consumer<String> progress,
    List<Quality> ofFull,
    EvaluationReport.Tuned full) {

  /** Trains the full models on; a byte a value loses them nothing. */
  static TunedModels of(
      List<FullModel> fulls, FineTuner tuner, Consumer<String> progress, Parallel parallel)
      throws InterruptedException {
    FineTuned how = tuner.choose(tuner.heldBack().full().uncompressed(), Precision.BYTE, parallel);
    List<Quality> ofFull =
        qualities(
            fulls,
            fulls.stream().map(FullModel::uncompressed).toList(),
            how,
            Precision.BYTE,
            parallel);
    EvaluationReport.Tuned full = told("full", fulls, ofFull, how, null, progress);
    return new TunedModels(fulls, tuner, progress, ofFull, full);
  }

  /**
   * Trains on what a budget left.
   *
   * @param precision of its vectors
   * @param compressed what came back of the full models, by seed
   * @param heldBack what came back of the model that was held back
   */
  EvaluationReport.Tuned at(
      Budget.Ratio budget,
      Precision precision,
      List<List<CompressedField>> compressed,
      List<CompressedField> heldBack,
      Parallel parallel)
      throws InterruptedException {
    FineTuned how = tuner.choose(heldBack, precision, parallel);
    List<Quality> models = qualities(fulls, compressed, how, precision, parallel);
    return told(budget.toString(), fulls, models, how, Outcome.of(models, ofFull), progress);
  }

  private static List<Quality> qualities(
      List<FullModel> fulls,
      List<List<CompressedField>> compressed,
      FineTuned how,
      Precision precision,
      Parallel parallel)
      throws InterruptedException {
    List<Callable<Quality>> models = new ArrayList<>();
    for (int place = 0; place < fulls.size(); place++) {
      FullModel full = fulls.get(place);
      List<CompressedField> fields = compressed.get(place);
      models.add(() -> full.trial().quality(how.model(full, fields, precision)));
    }
    return parallel.all(models);
  }

  private static EvaluationReport.Tuned told(
      String size,
      List<FullModel> fulls,
      List<Quality> models,
      FineTuned how,
      @Nullable Outcome net,
      Consumer<String> progress) {
    Outcome outcome = Outcome.of(models, fulls.stream().map(FullModel::quality).toList());
    progress.accept(
        "%s, trained on for %d epochs: AUC %+.4f, log loss %+.2f %%"
            .formatted(size, how.epochs(), outcome.deltaAuc(), outcome.deltaLogloss() * 100));
    return new EvaluationReport.Tuned(outcome, how, net);
  }
}
