package io.saec.cli.view;

import static io.saec.cli.view.Columns.column;
import static io.saec.cli.view.Columns.count;
import static io.saec.cli.view.Columns.fixed;
import static io.saec.cli.view.Columns.format;
import static io.saec.cli.view.Columns.name;
import static io.saec.cli.view.Columns.table;

import io.saec.evaluate.ByteCount;
import io.saec.evaluate.Difference;
import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.EvaluationReport.Tuned;
import io.saec.evaluate.Outcome;
import io.saec.evaluate.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code ./saec evaluate} prints. */
public final class EvaluationTables {
  private EvaluationTables() {}

  /** A model of some size, beside the full one. */
  private record Row(String model, String size, long bytes, double ratio, Outcome outcome) {}

  /** The text, with a line break at its end. */
  public static String of(EvaluationReport report) {
    EvaluationReport.Full full = report.full();
    return format(
            "%nFull model: AUC %.4f (spread %.4f), log loss %.4f, %,d bytes in float32%n%n",
            full.auc(), full.spread().auc(), full.logloss(), full.bytes())
        + table(
            rows(report),
            Columns.<Row>name("model", Row::model),
            name("at", Row::size),
            column("bytes", row -> count(row.bytes())),
            column("ratio", row -> fixed(row.ratio(), 1) + "x"),
            column("AUC", row -> fixed(row.outcome().auc(), 4)),
            column(
                "delta", row -> delta(row.outcome().deltaAuc(), row.outcome().difference().auc())),
            column("spread", row -> fixed(row.outcome().spread().deltaAuc(), 4)),
            column("log loss", row -> fixed(row.outcome().logloss(), 4)),
            column("delta %", row -> format("%+.2f", 100 * row.outcome().deltaLogloss())))
        + format(
            "%n%nBytes: packed ids and centroids, no keys; a delta within its spread is none.%n")
        + fineTuned(report)
        + accountings(report)
        + format("%n%s.%n", sentence(report.verdict().text()));
  }

  private static List<Row> rows(EvaluationReport report) {
    double full = report.full().bytes();
    List<Row> rows = new ArrayList<>();
    report
        .compressed()
        .forEach(
            (budget, of) -> {
              long bytes = packed(of).bytes();
              rows.add(new Row("saec", budget, bytes, full / bytes, of.outcome()));
              Tuned tuned = report.fineTuned().get(budget);
              if (tuned != null) {
                rows.add(new Row("fine-tuned", budget, bytes, full / bytes, tuned.outcome()));
              }
            });
    report
        .rivals()
        .forEach(
            (rival, sizes) ->
                sizes.forEach(
                    (budget, of) ->
                        rows.add(new Row(rival, budget, of.bytes(), of.ratio(), of.outcome()))));
    return rows;
  }

  private static Size packed(EvaluationReport.Compressed compressed) {
    Size size = compressed.bytes().get(ByteCount.PACKED.word());
    if (size == null) {
      throw new IllegalArgumentException("a compressed model was not counted in packed ids");
    }
    return size;
  }

  private static String fineTuned(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    report
        .fineTuned()
        .forEach(
            (size, of) -> {
              Outcome shown = of.net() == null ? of.outcome() : of.net();
              String beside = of.net() == null ? "to itself" : "to the full model, fine-tuned too";
              text.append(
                  format(
                      "%n%s fine-tuned, %d epochs, %s: AUC %+.4f, log loss %+.2f %%",
                      size,
                      of.how().epochs(),
                      beside,
                      shown.deltaAuc(),
                      100 * shown.deltaLogloss()));
            });
    return text.isEmpty() ? "" : text.append(format("%n")).toString();
  }

  private static String accountings(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    report
        .compressed()
        .forEach(
            (budget, of) -> {
              text.append(format("%n%s: %s. In all accountings:", budget, packed(of).accounting()));
              for (Map.Entry<String, Size> size : of.bytes().entrySet()) {
                text.append(
                    format(
                        " %s %,d (%.1fx)",
                        size.getKey(), size.getValue().bytes(), size.getValue().ratio()));
              }
            });
    return text.append(format("%n")).toString();
  }

  private static String delta(double delta, Difference difference) {
    return difference == Difference.NONE ? "none" : format("%+.4f", delta);
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
