package io.saec.bench.speed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.bench.Machine;
import io.saec.bench.speed.ArrivalOptions.CodebookSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How many features a second can be given their cluster on arrival, by one core. */
public final class ArrivalBench {
  private static final Trials.RatePlan RATES = new Trials.RatePlan(2, 5, 3, 500);
  private static final Trials.RatePlan QUICK = new Trials.RatePlan(1, 1, 1, 50);
  private static final double GIGA = 1e9;
  private static final String SCRIPT = "arrival.py";

  private final ArrivalOptions options;
  private final Consumer<String> progress;
  private final Trials trials;

  /**
   * @param progress gets a line now and then
   */
  public ArrivalBench(ArrivalOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
    trials = new Trials(options.quick() ? QUICK : RATES);
  }

  /**
   * Measures. Holds the process to one core meanwhile.
   *
   * @throws IOException also if a benchmark fails
   */
  public ArrivalReport run(Machine machine) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Pin pin = Pin.onOneCore()) {
      List<Integer> sizes = new ArrayList<>(options.quick() ? List.of() : Peaks.LEVELS);
      options.codebooks().forEach(size -> sizes.add(size.bytes()));
      Peaks peaks = Peaks.measure(trials, sizes, progress);
      List<ArrivalRow> rows = new ArrayList<>();
      for (CodebookSize size : options.codebooks()) {
        rows.addAll(rows(size, "single", 1, peaks));
        rows.addAll(rows(size, "together", ArrivalBenchmark.TOGETHER, peaks));
      }
      List<PeerRow> peers = options.peers() ? peers(rows) : List.of();
      return new ArrivalReport(
          machine,
          options,
          pin.core(),
          (System.nanoTime() - start) / GIGA,
          peaks.rows(),
          rows,
          peers);
    }
  }

  private List<ArrivalRow> rows(CodebookSize size, String method, int together, Peaks peaks)
      throws IOException {
    Map<String, String> params =
        Map.of(
            "k", Integer.toString(size.k()),
            "dim", Integer.toString(size.dim()),
            "seed", Long.toString(options.seed()));
    Map<Kernel, ArrivalRow> rows = new LinkedHashMap<>();
    for (Kernel kernel : Kernel.installed(Kernel.values())) {
      Trials.Rate rate = trials.rate(ArrivalBenchmark.class, method, kernel, params);
      double perSecond = rate.perSecond().median();
      double gflops = 2.0 * size.k() * size.dim() * perSecond / GIGA;
      ArrivalRow vector = rows.get(Kernel.VECTOR);
      rows.put(
          kernel,
          new ArrivalRow(
              size.k(),
              size.dim(),
              together,
              kernel,
              perSecond,
              gflops,
              peaks.shareOfPeak(gflops),
              peaks.shareOfBandwidth(size.bytes() * perSecond / GIGA, size.bytes()),
              vector == null ? null : perSecond / vector.perSecond(),
              Math.round(rate.allocated())));
      progress.accept(
          size.name()
              + ", "
              + together
              + " at a time, "
              + kernel.word()
              + ": "
              + Math.round(perSecond)
              + "/s");
    }
    return List.copyOf(rows.values());
  }

  private List<PeerRow> peers(List<ArrivalRow> rows) throws IOException, InterruptedException {
    Map<String, Double> ours = new LinkedHashMap<>();
    for (ArrivalRow row : rows) {
      ours.putIfAbsent(
          Peers.key(new CodebookSize(row.k(), row.dim()).name(), Integer.toString(row.together())),
          1 / row.perSecond());
    }
    try (Workplace workplace = Workplace.open()) {
      for (CodebookSize size : options.codebooks()) {
        Path files = Files.createDirectory(workplace.directory().resolve(size.name()));
        new JsonMapper().writeValue(files.resolve("size.json").toFile(), size);
        RawArrays.write(
            files.resolve("centroids.f32"),
            ArrivalBenchmark.centroids(size.k(), size.dim(), options.seed()));
        RawArrays.write(
            files.resolve("features.f32"),
            ArrivalBenchmark.features(size.k(), size.dim(), options.seed()));
      }
      return Peers.measure(SCRIPT, workplace.directory(), ours, progress);
    }
  }
}
