package io.saec.bench;

import io.saec.clustering.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The greatest field of a labelled file as a job has it at the last two boundaries of the file.
 *
 * @param name of the field
 * @param before all its features with an embedding, a week earlier
 * @param now at the last boundary
 */
public record LabelledField(String name, Head before, Head now) {
  private static final Schedule WEEKLY = new Schedule(Duration.ofDays(1), 30, 7);

  /**
   * Follows a file to its end.
   *
   * @throws IOException also if it is not a labelled file, or is too short for two boundaries
   */
  public static LabelledField of(Path file, long seed) throws IOException {
    List<FieldSnapshot> before = List.of();
    List<FieldSnapshot> now = List.of();
    try (Snapshots snapshots = FileSnapshots.open(file, WEEKLY, Set.of(), seed)) {
      for (List<FieldSnapshot> next = snapshots.next(); !next.isEmpty(); next = snapshots.next()) {
        before = now;
        now = next;
      }
    }
    Comparator<FieldSnapshot> size = Comparator.comparingInt(FieldSnapshot::live);
    FieldSnapshot earlier =
        before.stream()
            .max(size)
            .orElseThrow(() -> new IOException(file + " is too short: nothing follows a boundary"));
    FieldSnapshot later =
        now.stream()
            .filter(field -> field.field().equals(earlier.field()))
            .findFirst()
            .orElseThrow();
    return new LabelledField(earlier.field(), earlier.all(), later.all());
  }
}
