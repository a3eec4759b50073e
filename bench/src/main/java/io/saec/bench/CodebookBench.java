package io.saec.bench;

import io.saec.clustering.Head;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How good codebooks stay while a stream drifts, and what they cost. */
public final class CodebookBench {
  /** Fields of a stream that heads are tried on: those of the most live features. */
  private static final int FIELDS_OF_HEADS = 2;

  /** Clusters that heads are tried with, as a share of the features seen. */
  private static final double CLUSTERS_OF_HEADS = 0.01;

  private final CodebookOptions options;
  private final Consumer<String> progress;

  /**
   * @param progress gets a line now and then
   */
  public CodebookBench(CodebookOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Measures over a file, if there is one, and over the made-up stream.
   *
   * @param fields of the file, empty for all
   * @throws IOException also if the file is not a labelled one
   */
  public CodebookReport run(Machine machine, @Nullable Path file, Set<String> fields)
      throws IOException {
    long start = System.nanoTime();
    List<StreamReport> streams = new ArrayList<>();
    if (file != null) {
      try (Snapshots snapshots =
          FileSnapshots.open(file, options.schedule(), fields, options.seed())) {
        streams.add(over(snapshots));
      }
    }
    try (Snapshots snapshots =
        new DriftingSnapshots(
            options.fields(), options.schedule(), options.boundaries(), options.seed())) {
      streams.add(over(snapshots));
    }
    return new CodebookReport(
        machine, options, (System.nanoTime() - start) * 1e-9, CodebookSummary.of(streams), streams);
  }

  private StreamReport over(Snapshots snapshots) throws IOException {
    Map<String, Evolution> evolutions = new LinkedHashMap<>();
    Map<String, List<EvolutionRow>> rows = new LinkedHashMap<>();
    List<EvolutionRow> all = new ArrayList<>();
    List<FieldSnapshot> before = List.of();
    List<FieldSnapshot> now = List.of();
    int boundaries = 0;
    for (List<FieldSnapshot> next = snapshots.next(); !next.isEmpty(); next = snapshots.next()) {
      before = now;
      now = next;
      boundaries++;
      for (FieldSnapshot field : now) {
        int k = options.clusters().of(field.live());
        Head head = field.head(options.headCoverage(), options.headFeatures(), k);
        if (head.occurrences() > 0) {
          EvolutionRow row =
              evolutions
                  .computeIfAbsent(field.field(), name -> new Evolution(options))
                  .at(field, head, k);
          rows.computeIfAbsent(field.field(), name -> new ArrayList<>()).add(row);
          all.add(row);
        }
      }
      progress.accept(snapshots.name() + ": boundary " + boundaries);
    }
    Map<String, FieldSummary> summaries = new LinkedHashMap<>();
    rows.forEach((field, of) -> summaries.put(field, FieldSummary.of(of)));
    return new StreamReport(
        snapshots.name(), boundaries, summaries, all, heads(snapshots.name(), before, now));
  }

  private List<HeadRow> heads(String stream, List<FieldSnapshot> before, List<FieldSnapshot> now) {
    List<HeadRow> heads = new ArrayList<>();
    now.stream()
        .sorted((left, right) -> Integer.compare(right.live(), left.live()))
        .limit(FIELDS_OF_HEADS)
        .forEach(
            field ->
                before.stream()
                    .filter(earlier -> earlier.field().equals(field.field()))
                    .filter(earlier -> earlier.seen() > 0 && field.seen() > 0)
                    .findFirst()
                    .ifPresent(
                        earlier -> {
                          progress.accept(stream + ": heads of " + field.field());
                          int k = (int) Math.ceil(CLUSTERS_OF_HEADS * field.seen());
                          heads.addAll(
                              new HeadTrial(earlier, field, k, options.clustering())
                                  .rows(options.headCoverage()));
                        }));
    return heads;
  }
}
