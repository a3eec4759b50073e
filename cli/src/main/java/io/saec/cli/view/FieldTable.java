package io.saec.cli.view;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.saec.model.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fields as a table: how they stand, and below it what all of them take. */
public final class FieldTable {
  private static final String NOTHING = "-";

  private FieldTable() {}

  /** The table's text, without a line break at its end. */
  public static String of(List<FieldRow> rows) {
    String table =
        AsciiTable.getTable(
            AsciiTable.NO_BORDERS,
            rows,
            List.of(
                new Column().header("field").dataAlign(HorizontalAlign.LEFT).with(FieldRow::field),
                column("features", row -> count(row.features())),
                column("mapped", row -> count(row.status().features())),
                column("head", FieldTable::head),
                column("clusters", row -> count(row.status().k())),
                column("version", row -> count(row.status().version())),
                column("because", row -> text(row, Manifest::because)),
                column("distortion", row -> share(row.status().distortion())),
                column("all", row -> share(row.status().distortionAll())),
                column("arrivals", row -> share(row.status().distortionArrivals())),
                column("churn", row -> share(row.status().churn())),
                column("born", row -> text(row, manifest -> manifest.born().size())),
                column("retired", row -> text(row, manifest -> manifest.retired().size())),
                column("saved", row -> text(row, manifest -> ratio(List.of(manifest.size()))))));
    List<Manifest.Size> sizes =
        rows.stream().map(row -> row.ofManifest(Manifest::size)).filter(Objects::nonNull).toList();
    return sizes.isEmpty() ? table : table + System.lineSeparator() + sum(sizes);
  }

  private static ColumnData<FieldRow> column(String header, Function<FieldRow, String> value) {
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
    return Double.isNaN(share) ? NOTHING : String.format(Locale.ROOT, "%.3f", share);
  }

  private static String text(FieldRow row, Function<Manifest, Object> part) {
    return Objects.requireNonNullElse(row.ofManifest(part), NOTHING).toString();
  }

  private static String head(FieldRow row) {
    return text(
        row,
        manifest ->
            String.format(
                Locale.ROOT,
                "%,d (%.0f %%)",
                manifest.headFeatures(),
                100 * manifest.headCoverage()));
  }

  private static String sum(List<Manifest.Size> sizes) {
    return String.format(
        Locale.ROOT,
        "%,d bytes in float32, now %,d: %s (%s)",
        sizes.stream().mapToLong(Manifest.Size::before).sum(),
        sizes.stream().mapToLong(Manifest.Size::after).sum(),
        ratio(sizes),
        sizes.stream().map(Manifest.Size::accounting).distinct().collect(Collectors.joining("; ")));
  }

  private static String ratio(List<Manifest.Size> sizes) {
    long before = sizes.stream().mapToLong(Manifest.Size::before).sum();
    long after = sizes.stream().mapToLong(Manifest.Size::after).sum();
    return after == 0 ? NOTHING : String.format(Locale.ROOT, "%.1fx", before / (double) after);
  }
}
