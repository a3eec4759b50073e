package io.saec.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.saec.cli.view.FieldRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a demo comes to, as {@code --json} writes it.
 *
 * @param seconds from the first event to the last update in the view
 * @param events fed
 * @param deadLetters that the topic holds
 * @param mappingUpdates that the topic holds, tombstones included, seals not
 * @param eventsPerSecond over {@code seconds}
 * @param viewMatchesJob whether the consumer's view was compared, feature by feature, with what the
 *     topics hold, and is the same
 * @param fields by name
 */
@JsonPropertyOrder({"seconds", "events", "deadLetters", "mappingUpdates", "eventsPerSecond"})
public record DemoReport(
    double seconds,
    long events,
    long deadLetters,
    long mappingUpdates,
    double eventsPerSecond,
    boolean viewMatchesJob,
    Map<String, Field> fields) {

  /** A field at the end; distortion and churn are null where there is none yet. */
  public record Field(
      long features,
      long mapped,
      int clusters,
      long version,
      @Nullable Double distortion,
      @Nullable Double churn) {

    static Field of(FieldRow row) {
      return new Field(
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

  /** A field without a mapped feature, empty if there is none. */
  public Optional<String> unmapped() {
    return fields.entrySet().stream()
        .filter(entry -> entry.getValue().mapped() == 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static Map<String, Field> fields(List<FieldRow> rows) {
    Map<String, Field> fields = new LinkedHashMap<>();
    rows.forEach(row -> fields.put(row.field(), Field.of(row)));
    return fields;
  }
}
