package io.saec.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
   * @throws IOException also if the file is not a labelled one, or is too short
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
        machine,
        options,
        options.accounting().formula(),
        (System.nanoTime() - start) * 1e-9,
        CodebookSummary.of(streams),
        streams);
  }

  private StreamReport over(Snapshots snapshots) throws IOException {
    StreamTrial trial = new StreamTrial(options);
    List<FieldSnapshot> before = List.of();
    List<FieldSnapshot> now = List.of();
    int boundaries = 0;
    for (List<FieldSnapshot> next = snapshots.next(); !next.isEmpty(); next = snapshots.next()) {
      before = now;
      now = next;
      trial.at(now);
      progress.accept(snapshots.name() + ": boundary " + ++boundaries);
    }
    if (boundaries < 2) {
      throw new IOException(
          snapshots.name() + " has " + boundaries + " boundaries; nothing follows the first");
    }
    return trial.report(snapshots.name(), heads(snapshots.name(), before, now));
  }

  private List<HeadRow> heads(String stream, List<FieldSnapshot> before, List<FieldSnapshot> now) {
    List<HeadRow> heads = new ArrayList<>();
    now.stream()
        .filter(field -> field.seen() > 0)
        .sorted(Comparator.comparingInt(FieldSnapshot::live).reversed())
        .limit(FIELDS_OF_HEADS)
        .forEach(
            field -> {
              progress.accept(stream + ": heads of " + field.field());
              before.stream()
                  .filter(earlier -> earlier.field().equals(field.field()) && earlier.seen() > 0)
                  .forEach(earlier -> heads.addAll(heads(earlier, field)));
            });
    return heads;
  }

  private List<HeadRow> heads(FieldSnapshot before, FieldSnapshot now) {
    int k = (int) Math.ceil(CLUSTERS_OF_HEADS * now.seen());
    return new HeadTrial(before, now, k, options).rows();
  }
}
