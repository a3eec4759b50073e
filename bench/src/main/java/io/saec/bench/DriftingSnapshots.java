package io.saec.bench;

import io.saec.events.SplitMix64;
import io.saec.model.FieldShard;
import java.util.ArrayList;
import java.util.List;

/** A made-up stream that drifts, a pane a day of it. (not thread safe) */
final class DriftingSnapshots implements Snapshots {
  private final Schedule schedule;
  private final long boundaries;
  private final List<Line> lines = new ArrayList<>();
  private long pane;
  private long taken;

  /** One field and what a job would know of it. */
  private record Line(DriftingField field, FieldWindow window) {}

  /**
   * @param boundaries to make; the first comes when a whole window has been seen
   */
  DriftingSnapshots(
      List<DriftingFieldOptions> fields, Schedule schedule, long boundaries, long seed) {
    this.schedule = schedule;
    this.boundaries = boundaries;
    for (DriftingFieldOptions field : fields) {
      long own = SplitMix64.mix(seed, FieldShard.fieldId(field.name()));
      lines.add(
          new Line(
              new DriftingField(field, own),
              new FieldWindow(field.name(), field.dim(), schedule.panes())));
    }
  }

  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public List<FieldSnapshot> next() {
    if (taken == boundaries) {
      return List.of();
    }
    long boundary = schedule.panes() + taken++ * schedule.interval();
    for (; pane < boundary; pane++) {
      for (Line line : lines) {
        line.field().day(pane, line.window());
      }
    }
    List<FieldSnapshot> fields = new ArrayList<>();
    for (Line line : lines) {
      line.window().advance(boundary - 1);
      fields.add(line.window().snapshot(schedule.timeOf(boundary)));
    }
    return fields;
  }
}
