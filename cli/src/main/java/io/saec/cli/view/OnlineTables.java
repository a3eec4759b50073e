package io.saec.cli.view;

import static io.saec.cli.view.Columns.column;
import static io.saec.cli.view.Columns.count;
import static io.saec.cli.view.Columns.fixed;
import static io.saec.cli.view.Columns.format;
import static io.saec.cli.view.Columns.table;

import io.saec.evaluate.OnlineReport;
import io.saec.evaluate.OnlineReport.Point;
import io.saec.evaluate.OnlineReport.Version;
import io.saec.evaluate.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code ./saec evaluate --online} prints. */
public final class OnlineTables {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private OnlineTables() {}

  /** A point and the versions that its rows were scored by, as means over those versions. */
  private record Row(Point point, int versions, double distortion, double churn) {}

  /**
   * The text, with a line break at its end.
   *
   * @param reports by budget
   */
  public static String of(Map<String, OnlineReport> reports) {
    StringBuilder text = new StringBuilder();
    reports.forEach((budget, report) -> text.append(of(budget, report)));
    return text.toString();
  }

  private static String of(String budget, OnlineReport report) {
    Outcome overall = report.overall();
    return format("%nOnline at %s, each row scored before it was trained on:%n%n", budget)
        + table(
            rows(report),
            Columns.<Row>name("rows before", row -> TIME.format(instant(row))),
            column("rows", row -> count(row.point().rows())),
            column("AUC full", row -> fixed(row.point().full().auc(), 4)),
            column(
                "delta",
                row -> format("%+.4f", row.point().compressed().auc() - row.point().full().auc())),
            column("log loss", row -> fixed(row.point().full().logloss(), 4)),
            column("delta %", row -> format("%+.2f", 100 * deltaLogloss(row.point()))),
            column("codebooks", row -> count(row.versions())),
            column("distortion", row -> row.versions() == 0 ? "-" : fixed(row.distortion(), 3)),
            column("churn %", row -> row.versions() == 0 ? "-" : fixed(100 * row.churn(), 1)))
        + format(
            "%n%nAll of these rows: AUC %.4f, delta %+.4f; log loss %.4f, delta %+.2f %%.%n",
            overall.auc(), overall.deltaAuc(), overall.logloss(), 100 * overall.deltaLogloss())
        + fineTuned(report.fineTuned());
  }

  private static String fineTuned(@Nullable Outcome overall) {
    return overall == null
        ? ""
        : format(
            "Fine-tuned: AUC %.4f, delta %+.4f; log loss %.4f, delta %+.2f %%.%n",
            overall.auc(), overall.deltaAuc(), overall.logloss(), 100 * overall.deltaLogloss());
  }

  private static Instant instant(Row row) {
    return Instant.ofEpochMilli(row.point().ts());
  }

  private static double deltaLogloss(Point point) {
    return point.compressed().logloss() / point.full().logloss() - 1;
  }

  /** Versions of the boundaries before a point's rows, behind those of the point before. */
  private static List<Row> rows(OnlineReport report) {
    List<Row> rows = new ArrayList<>();
    long from = Long.MIN_VALUE;
    for (Point point : report.points()) {
      long after = from;
      List<Version> made =
          report.versions().stream()
              .filter(version -> version.ts() >= after && version.ts() < point.ts())
              .toList();
      rows.add(
          new Row(
              point,
              made.size(),
              made.stream().mapToDouble(Version::distortion).average().orElse(0),
              made.stream().mapToDouble(Version::churn).average().orElse(0)));
      from = point.ts();
    }
    return rows;
  }
}
