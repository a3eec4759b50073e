package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compresses the full models of all seeds, and the one that was held back, to a size, and tests
 * what comes back.
 *
 * @param fulls by seed
 * @param heldBack gives the calibration of what comes back
 * @param precisions of centroids
 * @param progress told of each size
 */
record CompressedModels(
    List<FullModel> fulls,
    HeldBack heldBack,
    ModelCompression compression,
    Precisions precisions,
    Consumer<String> progress) {

  /**
   * What comes of a budget.
   *
   * @param compressed by seed
   * @param heldBack of the model that was held back
   * @param qualities by seed
   * @param told in the report
   */
  record At(
      List<List<CompressedField>> compressed,
      List<CompressedField> heldBack,
      List<Quality> qualities,
      EvaluationReport.Compressed told) {}

  At at(Budget.Ratio budget) throws IOException, InterruptedException {
    List<List<CompressedField>> compressed = new ArrayList<>();
    for (FullModel full : fulls) {
      compressed.add(compression.of(full, budget.times()));
    }
    List<CompressedField> ofHeldBack = compression.of(heldBack.full(), budget.times());
    Calibration calibration = heldBack.calibration(heldBack.full().restored(ofHeldBack));
    List<Quality> qualities = new ArrayList<>();
    for (int place = 0; place < fulls.size(); place++) {
      FullModel full = fulls.get(place);
      qualities.add(
          full.trial().quality(full.restored(compressed.get(place)).calibrated(calibration)));
    }
    Outcome outcome = Outcome.of(qualities, fulls.stream().map(FullModel::quality).toList());
    progress.accept(
        "compressed to %s: AUC %+.4f, log loss %+.2f %%"
            .formatted(budget, outcome.deltaAuc(), outcome.deltaLogloss() * 100));
    return new At(compressed, ofHeldBack, qualities, told(budget, outcome, compressed.get(0)));
  }

  private EvaluationReport.Compressed told(
      Budget.Ratio budget, Outcome outcome, List<CompressedField> first) {
    List<FieldEmbeddings> fields = fulls.get(0).embeddings();
    Map<String, Integer> clusters = new LinkedHashMap<>();
    for (int field = 0; field < fields.size(); field++) {
      clusters.put(fields.get(field).field(), first.get(field).k());
    }
    return new EvaluationReport.Compressed(
        outcome,
        budget.bytes(ByteCount.PACKED.full(fields)),
        ByteCount.sizes(fields, first, precisions.at(budget)),
        clusters);
  }
}
