package io.saec.bench.speed;

import io.saec.bench.LabelledField;
import io.saec.bench.Machine;
import io.saec.clustering.Head;
import io.saec.clustering.TrialCodebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How fast k-means is, cold and warm, beside what one core can do. */
public final class ReclusterBench {
  private static final Trials.RatePlan PEAKS = new Trials.RatePlan(1, 3, 5, 300);
  private static final Trials.RatePlan QUICK = new Trials.RatePlan(1, 1, 1, 50);
  private static final double SECONDS_A_NANO = 1e-9;
  private static final String SCRIPT = "recluster.py";

  /** Of the embeddings of a file. */
  private static final double CLUSTERS = 0.05;

  private static final int FLOOR = 64;
  private static final int ITERATIONS = 10;
  private static final String EMBEDDINGS = "embeddings";

  private final ReclusterOptions options;
  private final Consumer<String> progress;
  private final Trials trials;
  private final List<Kernel> kernels = Kernel.installed(Kernel.VECTOR, Kernel.PLAIN);
  private final List<FullRow> full = new ArrayList<>();
  private final List<WarmRow> warm = new ArrayList<>();
  private final List<SeedingRow> seeding = new ArrayList<>();
  private final List<CodebookRow> codebooks = new ArrayList<>();
  private final List<ThreadsRow> threads = new ArrayList<>();

  /**
   * @param progress gets a line now and then
   */
  public ReclusterBench(ReclusterOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
    trials = new Trials(options.quick() ? QUICK : PEAKS);
  }

  /**
   * Measures over made-up points, and over the embeddings of a labelled file, if there is one.
   * Holds the process to one core meanwhile, but for what runs on two.
   *
   * @throws IOException also if a benchmark fails, or the file is not a labelled one
   */
  public ReclusterReport run(Machine machine, @Nullable Path events)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Pin pin = Pin.onOneCore();
        Workplace workplace = Workplace.open()) {
      Integer core = pin.core();
      Peaks peaks = Peaks.measure(trials, options.quick() ? List.of() : Peaks.LEVELS, progress);
      for (Shape shape : options.shapes()) {
        for (Blobs kind : options.blobs()) {
          Problem problem = Problem.of(shape, kind, (float) options.drift(), options.seed());
          ReclusterTrial trial = trial(problem, workplace, peaks);
          if (kind == Blobs.FLAT) {
            cold(trial);
            if (shape.equals(largest())) {
              pin.release();
              threads.add(trial.threads(kernels.get(0)));
              pin.hold();
            }
          }
          warm.addAll(trial.warm(shape.large() ? kernels.subList(0, 1) : kernels));
        }
      }
      if (events != null) {
        Problem problem = embeddings(LabelledField.of(events, options.seed()));
        ReclusterTrial trial = trial(problem, workplace, peaks);
        cold(trial);
        warm.addAll(trial.warm(kernels));
      }
      List<PeerRow> peers =
          options.peers()
              ? Peers.measure(SCRIPT, workplace.directory(), ours(), progress)
              : List.of();
      return new ReclusterReport(
          machine,
          options,
          core,
          (System.nanoTime() - start) * SECONDS_A_NANO,
          peaks.rows(),
          full,
          warm,
          seeding,
          codebooks,
          threads,
          peers);
    }
  }

  private ReclusterTrial trial(Problem problem, Workplace workplace, Peaks peaks)
      throws IOException {
    Path files = workplace.directory().resolve(problem.name());
    ProblemFiles.write(problem, files);
    return new ReclusterTrial(
        trials, peaks, files, problem.shape(), problem.kind(), options.quick(), progress);
  }

  private void cold(ReclusterTrial trial) throws IOException {
    List<FullRow> rows = trial.full(kernels);
    full.addAll(rows);
    seeding.add(trial.seeding(rows.get(0)));
    if (!rows.get(0).shape().large()) {
      codebooks.add(trial.codebooks(rows.get(0)));
    }
  }

  /** The largest, since threads have to pay for themselves there. */
  private Shape largest() {
    return Collections.max(options.shapes(), Comparator.comparingDouble(shape -> shape.flops(1)));
  }

  /** Warm runs go from the codebook of the boundary before, cold ones from nothing. */
  private static Problem embeddings(LabelledField field) {
    Head now = field.now();
    Head before = field.before();
    int k = Math.min(before.size(), Math.max(FLOOR, (int) (CLUSTERS * now.size())));
    Shape shape = new Shape(field.name(), now.size(), now.dim(), k, ITERATIONS);
    float[] points = now.embeddings();
    return new Problem(
        shape,
        EMBEDDINGS,
        points,
        TrialCodebook.weights(now),
        Problem.spread(points, shape),
        Problem.settled(
            shape,
            before.embeddings(),
            TrialCodebook.weights(before),
            Problem.spread(before.embeddings(), shape)),
        points);
  }

  /** Seconds of the best kernel, for peers to be compared with. */
  private Map<String, Double> ours() {
    Map<String, Double> ours = new HashMap<>();
    for (FullRow row : full) {
      ours.putIfAbsent(Peers.key(row.shape().name() + "-" + row.kind(), "full"), row.seconds());
    }
    return ours;
  }
}
