package io.saec.cli.demo;

import io.saec.cli.view.FieldRow;
import io.saec.cli.view.FieldTable;
import io.saec.cli.view.Rate;
import io.saec.client.MappingFollower;
import io.saec.client.MappingView;
import io.saec.events.EventSource;
import io.saec.events.FeedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How a demo stands, as text. (not thread safe) */
final class DemoStatus {
  private final FeedCounts counts;
  private final EventSource source;
  private final MappingFollower follower;
  private final LongSupplier consumed;
  private final Rate events = new Rate();
  private final Rate updates = new Rate();

  /**
   * @param consumed event records that the job has read and committed
   */
  DemoStatus(
      FeedCounts counts, EventSource source, MappingFollower follower, LongSupplier consumed) {
    this.counts = counts;
    this.source = source;
    this.follower = follower;
    this.consumed = consumed;
  }

  List<FieldRow> rows() {
    MappingView view = follower.view();
    List<FieldRow> rows = new ArrayList<>();
    counts
        .features()
        .forEach((field, features) -> rows.add(new FieldRow(field, features, view.status(field))));
    return rows;
  }

  String table() {
    return FieldTable.of(rows());
  }

  String block(String phase) {
    long now = System.nanoTime();
    long updated = 0;
    for (String field : counts.features().keySet()) {
      updated += follower.view().status(field).updates();
    }
    return String.format(
        Locale.ROOT,
        "%s%n%s%s, %,d events, %,.0f events/s, %,d updates, %,.0f updates/s, "
            + "records behind: job %,d, view %s",
        table(),
        phase,
        done(),
        counts.events(),
        events.at(now, counts.events()),
        updated,
        updates.at(now, updated),
        Math.max(0, counts.records() - consumed.getAsLong()),
        follower.lag() == Long.MAX_VALUE ? "-" : Long.toString(follower.lag()));
  }

  private String done() {
    return source.total().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, " %.0f %%", 100.0 * counts.records() / source.total().getAsLong());
  }
}
