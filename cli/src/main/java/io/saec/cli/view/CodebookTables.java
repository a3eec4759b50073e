package io.saec.cli.view;

import static io.saec.cli.view.Columns.column;
import static io.saec.cli.view.Columns.count;
import static io.saec.cli.view.Columns.fixed;
import static io.saec.cli.view.Columns.format;
import static io.saec.cli.view.Columns.name;
import static io.saec.cli.view.Columns.percent;
import static io.saec.cli.view.Columns.table;

import io.saec.bench.CodebookReport;
import io.saec.bench.CodebookSummary;
import io.saec.bench.FieldSummary;
import io.saec.bench.HeadRow;
import io.saec.bench.StreamReport;
import io.saec.bench.TableRow;
import java.util.List;
import java.util.Map;

/** What {@code ./saec bench codebook} prints. */
public final class CodebookTables {
  private CodebookTables() {}

  /** The text, with a line break at its end. */
  public static String of(CodebookReport report) {
    StringBuilder text = new StringBuilder();
    for (StreamReport stream : report.streams()) {
      text.append(
          format(
              "%n%s, %d boundaries: codebooks that follow each other, against plain k-means%n",
              stream.name(), stream.boundaries()));
      text.append(fields(stream.fields())).append('\n');
      text.append(bytes(stream.tables().get(stream.tables().size() - 1), report.accounting()));
      if (!stream.heads().isEmpty()) {
        text.append(format("%n%s: codebooks made from a head%n", stream.name()));
        text.append(heads(stream.heads())).append('\n');
      }
    }
    return text.append('\n').append(summary(report)).toString();
  }

  private static String fields(Map<String, FieldSummary> fields) {
    return table(
        List.copyOf(fields.entrySet()),
        Columns.<Map.Entry<String, FieldSummary>>name("field", Map.Entry::getKey),
        column("features", row -> count(row.getValue().features())),
        column("k", row -> count(row.getValue().k())),
        column("distortion", row -> fixed(row.getValue().distortion(), 4)),
        column("cold", row -> fixed(row.getValue().distortionCold(), 4)),
        column("of all", row -> fixed(row.getValue().distortionAll(), 4)),
        column("cold", row -> fixed(row.getValue().distortionAllCold(), 4)),
        column("vs cold", row -> fixed(row.getValue().distortionVsColdMean(), 3)),
        column("worst", row -> fixed(row.getValue().distortionVsCold(), 3)),
        column("vs restart", row -> fixed(row.getValue().distortionVsRestartMean(), 3)),
        column("churn", row -> percent(row.getValue().churn())),
        column("cold", row -> percent(row.getValue().churnCold())),
        column("ratio", row -> fixed(row.getValue().churnVsCold(), 3)),
        column("curve", row -> percent(row.getValue().curveError())),
        column("of all", row -> percent(row.getValue().curveErrorAll())),
        column("seconds", row -> fixed(row.getValue().seconds(), 3)));
  }

  private static String bytes(TableRow table, String accounting) {
    return format(
        "%,d bytes -> %,d bytes, %.1fx (%s)%s%n",
        table.fullBytes(),
        table.bytes(),
        table.ratio(),
        accounting,
        table.budget() == null ? "" : format("; the budget was %,d", table.budget()));
  }

  private static String heads(List<HeadRow> heads) {
    return table(
        heads,
        name("field", HeadRow::field),
        column("weighting", row -> row.weighting().word()),
        column("head", row -> format("%.0f %%", 100 * row.coverage())),
        column("of it", row -> count(row.headFeatures())),
        column("k", row -> count(row.k())),
        column("seconds", row -> fixed(row.seconds(), 4)),
        column("faster", row -> format("%.1fx", row.speedup())),
        column("loss", row -> percent(row.loss())),
        column("warm seconds", row -> fixed(row.secondsWarm(), 4)),
        column("faster", row -> format("%.1fx", row.speedupWarm())),
        column("loss", row -> percent(row.lossWarm())));
  }

  private static String summary(CodebookReport report) {
    CodebookSummary summary = report.summary();
    return format(
        "distortionVsCold %s (mean %s), churnVsCold %s, budgetError %s, curveError %s (of all %s),"
            + " headSpeedup40 %s (warm %s), headDistortionLoss40 %s%n%s",
        fixed(summary.distortionVsCold(), 3),
        fixed(summary.distortionVsColdMean(), 3),
        fixed(summary.churnVsCold(), 3),
        fixed(summary.budgetError(), 4),
        fixed(summary.curveError(), 3),
        fixed(summary.curveErrorAll(), 3),
        fixed(summary.headSpeedup40(), 1),
        fixed(summary.headSpeedup40Warm(), 1),
        fixed(summary.headDistortionLoss40(), 3),
        Columns.machine(report.machine(), report.seconds()));
  }
}
