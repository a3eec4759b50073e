package io.saec.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What compression costs a model. The same file and options give the same report.
 *
 * @param data what was trained and tested on
 * @param recipe how models were trained, chosen on the last of the training part
 * @param full the uncompressed model
 * @param compressed by budget, such as {@code 27x}
 * @param fineTuned by budget, the compressed models with their vectors trained on; besides, under
 *     {@value #FULL}, the full model trained on in the same way. Empty if that was not asked for
 * @param rivals by name, then by budget; those of a size of their own have it under {@code own}. A
 *     rival has no entry where it has no form as small as the budget
 * @param verdict how small the model gets without a loss that counts
 */
public record EvaluationReport(
    Data data,
    Recipe recipe,
    Full full,
    Map<String, Compressed> compressed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Tuned> fineTuned,
    Map<String, Map<String, Beside>> rivals,
    Verdict verdict) {
  /** The key of what fine-tuning does to the full model. */
  public static final String FULL = "full";

  /**
   * What was trained and tested on.
   *
   * @param split how rows were divided, {@code time} or {@code random}
   * @param train rows
   * @param test rows
   * @param features in the training part, by field
   * @param unknown share of the features in test rows that are not in the training part
   * @param factors of an embedding; the linear weight comes on top
   * @param seeds models of each kind
   */
  public record Data(
      String split,
      int train,
      int test,
      Map<String, Integer> features,
      double unknown,
      int factors,
      int seeds) {}

  /**
   * The uncompressed model.
   *
   * @param auc mean over seeds
   * @param logloss mean over seeds
   * @param spread standard deviations over seeds
   * @param bytes of its tables in float32, without keys
   */
  public record Full(double auc, double logloss, Quality spread, long bytes) {}

  /**
   * The compressed model at a budget.
   *
   * @param outcome beside the full model
   * @param budget bytes that there were
   * @param bytes by accounting, see {@link ByteCount}; of the first seed
   * @param clusters by field; of the first seed
   */
  public record Compressed(
      @JsonUnwrapped Outcome outcome,
      long budget,
      Map<String, Size> bytes,
      Map<String, Integer> clusters) {}

  /**
   * A model whose vectors were trained on.
   *
   * @param outcome beside the full model
   * @param how it was decided to be trained on
   * @param net beside the full model trained on in the same way; null for that one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tuned(@JsonUnwrapped Outcome outcome, FineTuned how, @Nullable Outcome net) {}

  /**
   * A rival.
   *
   * @param outcome beside the full model
   * @param bytes as {@link ByteCount#PACKED} counts them
   * @param ratio bytes of the full model by these
   * @param toCompressed the rival beside the compressed model of the same budget; null for one of a
   *     size of its own
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Beside(
      @JsonUnwrapped Outcome outcome, long bytes, double ratio, @Nullable Outcome toCompressed) {}
}
