package io.saec.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The smallest size at which the compressed model is as good as the full one: AUC within {@value
 * #AUC} and log loss within {@value #LOGLOSS} of it, on the mean over seeds.
 *
 * @param budget the greatest ratio of those that were tried; null if there is none
 * @param bytes of the compressed tables, packed ids and int8 centroids; 0 if there is none
 * @param text the same in words
 */
public record Verdict(@Nullable String budget, long bytes, String text) {
  /** Greatest difference in AUC, either way. */
  public static final double AUC = 0.001;

  /** Greatest difference in log loss, either way, as a share. */
  public static final double LOGLOSS = 0.001;

  /**
   * @param compressed by budget, from the greatest size to the smallest
   */
  static Verdict of(Map<String, EvaluationReport.Compressed> compressed) {
    Optional<Map.Entry<String, EvaluationReport.Compressed>> smallest =
        compressed.entrySet().stream()
            .filter(entry -> isAsGood(entry.getValue().outcome()))
            .reduce((one, next) -> next);
    return smallest.map(entry -> at(entry.getKey(), entry.getValue())).orElseGet(Verdict::none);
  }

  private static boolean isAsGood(Outcome outcome) {
    return Math.abs(outcome.deltaAuc()) <= AUC && Math.abs(outcome.deltaLogloss()) <= LOGLOSS;
  }

  private static Verdict at(String budget, EvaluationReport.Compressed compressed) {
    Size size = Objects.requireNonNull(compressed.bytes().get(ByteCount.PACKED.word()));
    return new Verdict(
        budget,
        size.bytes(),
        String.format(
            Locale.ROOT,
            "as good as the full model down to %s, %,d bytes (%s)",
            budget,
            size.bytes(),
            size.accounting()));
  }

  private static Verdict none() {
    return new Verdict(null, 0, "not as good as the full model at any of these sizes");
  }
}
