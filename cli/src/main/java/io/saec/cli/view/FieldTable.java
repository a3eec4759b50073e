package io.saec.cli.view;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Fields as a table. */
public final class FieldTable {
  private FieldTable() {}

  /** The table's text, without a line break at its end. */
  public static String of(List<FieldRow> rows) {
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS,
        rows,
        List.of(
            new Column().header("field").dataAlign(HorizontalAlign.LEFT).with(FieldRow::field),
            column("features", row -> count(row.features())),
            column("mapped", row -> count(row.mapped())),
            column("clusters", row -> count(row.clusters())),
            column("version", row -> count(row.version())),
            column("distortion", row -> share(row.distortion())),
            column("churn", row -> share(row.churn())),
            column("vectors saved", FieldTable::saved)));
  }

  private static com.github.freva.asciitable.ColumnData<FieldRow> column(
      String header, Function<FieldRow, String> value) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT)
        .with(value);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
  }

  private static String saved(FieldRow row) {
    return row.clusters() == 0 || row.mapped() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1fx", row.mapped() / (double) row.clusters());
  }
}
