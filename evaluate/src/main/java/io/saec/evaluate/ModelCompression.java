package io.saec.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a full model through the compressor and back.
 *
 * @param compressor of what is not left out
 * @param byEffect whether dimensions are weighed by how the score feels them, see {@link
 *     Sensitivity}
 */
record ModelCompression(Compressor compressor, boolean byEffect) {

  static ModelCompression of(EvaluationOptions options, Compressor compressor) {
    return new ModelCompression(
        options.leaveOut() > 1 ? new LeavingOut(compressor, options.leaveOut()) : compressor,
        options.sensitivity());
  }

  /**
   * Compresses.
   *
   * @param times fewer bytes
   * @return for each of the model's {@link FullModel#fields}
   */
  List<CompressedField> of(FullModel full, double times) throws IOException, InterruptedException {
    List<FieldEmbeddings> fields = full.embeddings();
    if (!byEffect) {
      return compressor.compress(fields, times);
    }
    Sensitivity sensitivity = full.sensitivity();
    int[] numbers = full.fields();
    List<FieldEmbeddings> weighted = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      weighted.add(sensitivity.weighted(fields.get(i), numbers[i]));
    }
    List<CompressedField> compressed = compressor.compress(weighted, times);
    full.checkShape(compressed);
    List<CompressedField> unweighted = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      unweighted.add(sensitivity.unweighted(compressed.get(i), numbers[i]));
    }
    return unweighted;
  }
}
