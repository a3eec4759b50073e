package io.saec.bench;

import io.saec.clustering.Head;
import io.saec.clustering.budget.Accounting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All fields of a stream from boundary to boundary. (not thread safe) */
final class StreamTrial {
  private final CodebookOptions options;
  private final Map<String, Evolution> evolutions = new LinkedHashMap<>();
  private final Map<String, List<EvolutionRow>> rows = new LinkedHashMap<>();
  private final List<TableRow> tables = new ArrayList<>();

  StreamTrial(CodebookOptions options) {
    this.options = options;
  }

  /** Goes on to the next boundary, at which some field has an occurrence. */
  void at(List<FieldSnapshot> snapshots) {
    long start = CpuClock.now();
    Plan plan = options.clusters().plan(snapshots, options.headCoverage(), options.headFeatures());
    double seconds = CpuClock.secondsSince(start);
    Map<String, Integer> clusters = new LinkedHashMap<>();
    Accounting accounting = options.accounting();
    long full = 0;
    long bytes = 0;
    for (int i = 0; i < snapshots.size(); i++) {
      FieldSnapshot snapshot = snapshots.get(i);
      int k = plan.ks()[i];
      Head head = plan.heads().get(i);
      if (head.occurrences() > 0) {
        EvolutionRow row =
            evolutions
                .computeIfAbsent(snapshot.field(), field -> new Evolution(options))
                .at(snapshot, head, k, plan.expected(i));
        rows.computeIfAbsent(snapshot.field(), field -> new ArrayList<>()).add(row);
        clusters.put(snapshot.field(), row.clusters());
        full += accounting.full(snapshot.live(), snapshot.dim());
        bytes += accounting.compressed(snapshot.live(), row.clusters(), snapshot.dim());
      }
    }
    tables.add(
        new TableRow(
            Instant.ofEpochMilli(snapshots.get(0).time()),
            clusters,
            full,
            bytes,
            full / (double) bytes,
            plan.isBounded() ? plan.budget() : null,
            plan.isBounded() ? Math.abs(bytes - plan.budget()) / (double) plan.budget() : null,
            seconds));
  }

  StreamReport report(String name, List<HeadRow> heads) {
    Map<String, FieldSummary> fields = new LinkedHashMap<>();
    rows.forEach((field, of) -> fields.put(field, FieldSummary.of(of)));
    return new StreamReport(
        name,
        tables.size(),
        fields,
        rows.values().stream().flatMap(List::stream).toList(),
        tables,
        heads);
  }
}
