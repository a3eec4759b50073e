package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import java.io.IOException;
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
 * @param tuner decides, by a model of its own
 * @param compression of that model
 * @param progress told of each budget
 * @param ofFull qualities of the full models trained on, by seed
 * @param full what that comes to
 */
record TunedModels(
    List<FullModel> fulls,
    FineTuner tuner,
    ModelCompression compression,
    Consumer<String> progress,
    List<Quality> ofFull,
    EvaluationReport.Tuned full) {

  /**
   * Trains what decides, and the full models on.
   *
   * @param chosenBy the training part: what is learnt from, and what decides
   */
  static TunedModels of(
      List<FullModel> fulls,
      Split chosenBy,
      ModelCompression compression,
      Consumer<String> progress,
      Parallel parallel)
      throws InterruptedException {
    Trial trial = fulls.get(0).trial();
    Trial choosing = Trial.of(trial.rows(), chosenBy, trial.factors(), trial.recipe());
    FineTuner tuner = new FineTuner(choosing.full(Evaluation.seed(0)));
    FineTuned how = tuner.choose(tuner.full().uncompressed(), parallel);
    List<Quality> ofFull =
        qualities(fulls, fulls.stream().map(FullModel::uncompressed).toList(), how, parallel);
    EvaluationReport.Tuned full = told("full", fulls, ofFull, how, null, progress);
    return new TunedModels(fulls, tuner, compression, progress, ofFull, full);
  }

  /**
   * Trains on what a budget left.
   *
   * @param compressed what came back of the full models, by seed
   */
  EvaluationReport.Tuned at(
      Budget.Ratio budget, List<List<CompressedField>> compressed, Parallel parallel)
      throws IOException, InterruptedException {
    FineTuned how = tuner.choose(compression.of(tuner.full(), budget.times()), parallel);
    List<Quality> models = qualities(fulls, compressed, how, parallel);
    return told(budget.toString(), fulls, models, how, Outcome.of(models, ofFull), progress);
  }

  private static List<Quality> qualities(
      List<FullModel> fulls,
      List<List<CompressedField>> compressed,
      FineTuned how,
      Parallel parallel)
      throws InterruptedException {
    List<Callable<Quality>> models = new ArrayList<>();
    for (int place = 0; place < fulls.size(); place++) {
      FullModel full = fulls.get(place);
      List<CompressedField> fields = compressed.get(place);
      models.add(() -> full.trial().quality(how.model(full, fields)));
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
