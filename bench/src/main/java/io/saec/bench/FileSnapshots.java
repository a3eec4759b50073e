package io.saec.bench;

import io.saec.events.FactorizationOptions;
import io.saec.events.LabelledTsv;
import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A labelled file as an online trainer publishes it: the events that {@code ./saec demo} feeds,
 * window by window. A row that is late by more than a pane counts from the next boundary on. The
 * last boundary is the last that the file is whole up to. (not thread safe)
 */
final class FileSnapshots implements Snapshots {
  private final String name;
  private final LabelledTsv rows;
  private final Schedule schedule;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final List<FeatureEvent> batch = new ArrayList<>();
  private long boundary;
  private boolean more;

  /** What is known of one field. */
  private record Line(FieldWindow window, Map<String, Integer> numbers) {}

  private FileSnapshots(String name, LabelledTsv rows, Schedule schedule) {
    this.name = name;
    this.rows = rows;
    this.schedule = schedule;
  }

  /**
   * Opens a file.
   *
   * @param fields to measure, empty for all; the trainer learns from all of them either way
   * @throws IOException also if it is not a labelled file or does not have these fields
   */
  static FileSnapshots open(Path file, Schedule schedule, Set<String> fields, long seed)
      throws IOException {
    LabelledTsv rows = LabelledTsv.open(file, FactorizationOptions.defaults(seed));
    FileSnapshots snapshots = new FileSnapshots(String.valueOf(file.getFileName()), rows, schedule);
    try {
      for (String field : fields) {
        if (!rows.fields().containsKey(field)) {
          throw new IOException(file + " has no field " + field);
        }
      }
      rows.fields()
          .forEach(
              (field, dim) -> {
                if (fields.isEmpty() || fields.contains(field)) {
                  snapshots.lines.put(
                      field,
                      new Line(new FieldWindow(field, dim, schedule.panes()), new HashMap<>()));
                }
              });
      snapshots.read();
      if (snapshots.more) {
        snapshots.boundary = schedule.first(snapshots.pane());
      }
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
    return snapshots;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<FieldSnapshot> next() throws IOException {
    while (more && pane() < boundary) {
      batch.forEach(this::take);
      read();
    }
    if (!more) {
      return List.of();
    }
    List<FieldSnapshot> fields = new ArrayList<>();
    for (Line line : lines.values()) {
      line.window().advance(boundary - 1);
      FieldSnapshot snapshot = line.window().snapshot(schedule.timeOf(boundary));
      if (snapshot.live() > 0) {
        fields.add(snapshot);
      }
    }
    boundary += schedule.interval();
    return fields;
  }

  private void read() throws IOException {
    more = rows.next(batch);
  }

  private long pane() {
    return schedule.paneOf(batch.get(0).ts());
  }

  private void take(FeatureEvent event) {
    Line line = lines.get(event.field());
    if (line == null) {
      return;
    }
    int feature = line.numbers().computeIfAbsent(event.feature(), key -> line.numbers().size());
    line.window().see(feature, schedule.paneOf(event.ts()), event.count());
    float[] embedding = event.embedding();
    if (embedding != null) {
      line.window().embed(feature, embedding);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
