package io.saec.cli.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field as the JSON of the commands has it; the properties are those of {@link FieldRow},
 * distortion and churn null where there is none yet.
 */
public record FieldReport(
    long features,
    long mapped,
    int clusters,
    long version,
    @Nullable Double distortion,
    @Nullable Double churn) {

  /** Reports by field, in the order of the rows. */
  public static Map<String, FieldReport> of(List<FieldRow> rows) {
    Map<String, FieldReport> reports = new LinkedHashMap<>();
    rows.forEach(row -> reports.put(row.field(), of(row)));
    return reports;
  }

  private static FieldReport of(FieldRow row) {
    return new FieldReport(
        row.features(),
        row.mapped(),
        row.clusters(),
        row.version(),
        orNull(row.distortion()),
        orNull(row.churn()));
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
