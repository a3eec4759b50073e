package io.saec.evaluate.report;

import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.EvaluationReport.Compressed;
import io.saec.evaluate.Outcome;
import io.saec.evaluate.Verdict;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a page says first: how small the model gets without a loss that counts. */
final class VerdictSentence {
  private VerdictSentence() {}

  static String of(EvaluationReport report) {
    String budget = report.verdict().budget();
    return budget == null ? none(report) : smallest(report, budget);
  }

  /** What counts, in words. */
  static String rule(EvaluationReport report) {
    return format(
        "As good means AUC within %.3f and log loss within %.1f %% of the full model's, either way, %s.",
        Verdict.AUC,
        Verdict.LOGLOSS * 100,
        report.data().seeds() == 1
            ? "with one seed"
            : "on the mean over " + report.data().seeds() + " seeds");
  }

  private static String smallest(EvaluationReport report, String budget) {
    Compressed compressed = Objects.requireNonNull(report.compressed().get(budget), budget);
    return format(
        "The smallest size as good as the full model is %s: %,d bytes instead of %,d; %s.",
        budget, report.verdict().bytes(), report.full().bytes(), deltas(compressed.outcome()));
  }

  private static String none(EvaluationReport report) {
    Optional<Map.Entry<String, Compressed>> nearest =
        report.compressed().entrySet().stream()
            .min(Comparator.comparingDouble(entry -> excess(entry.getValue().outcome())));
    return nearest
        .map(
            entry ->
                format(
                    "There is no size, of %s, at which the compressed model is as good as the full"
                        + " one; nearest is %s: %s.",
                    String.join(", ", report.compressed().keySet()),
                    entry.getKey(),
                    deltas(entry.getValue().outcome())))
        .orElse("No size was tried.");
  }

  /** How many times the greater difference is what is allowed. */
  private static double excess(Outcome outcome) {
    return Math.max(
        Math.abs(outcome.deltaAuc()) / Verdict.AUC,
        Math.abs(outcome.deltaLogloss()) / Verdict.LOGLOSS);
  }

  private static String deltas(Outcome outcome) {
    return format(
        "AUC differs by %+.4f, log loss by %+.2f %%",
        outcome.deltaAuc(), outcome.deltaLogloss() * 100);
  }

  private static String format(String text, Object... of) {
    return String.format(Locale.ROOT, text, of);
  }
}
