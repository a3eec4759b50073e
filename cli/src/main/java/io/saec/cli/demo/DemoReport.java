package io.saec.cli.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.saec.cli.view.FieldReport;
import java.util.Map;
import java.util.Optional;

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
    Map<String, FieldReport> fields) {

  /** A field without a mapped feature, empty if there is none. */
  public Optional<String> unmapped() {
    return fields.entrySet().stream()
        .filter(entry -> entry.getValue().mapped() == 0)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
