package io.saec.bench.speed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Measures one problem in all that is asked of it, kernel after kernel, the best of them first. */
final class ReclusterTrial {
  private static final double GIGA = 1e9;

  /** Turns of one thread and two. */
  private static final int TURNS = 3;

  private static final Shots OF_A_TURN = new Shots(1, 2);

  private final Trials trials;
  private final Peaks peaks;
  private final Path files;
  private final Shape shape;
  private final String kind;
  private final boolean quick;
  private final Consumer<String> progress;

  /**
   * @param files of the problem
   */
  ReclusterTrial(
      Trials trials,
      Peaks peaks,
      Path files,
      Shape shape,
      String kind,
      boolean quick,
      Consumer<String> progress) {
    this.trials = trials;
    this.peaks = peaks;
    this.files = files;
    this.shape = shape;
    this.kind = kind;
    this.quick = quick;
    this.progress = progress;
  }

  /** Runs by brute force. */
  List<FullRow> full(List<Kernel> kernels) throws BenchException {
    List<FullRow> rows = new ArrayList<>();
    for (Kernel kernel : kernels) {
      double seconds = seconds("full", kernel, "threads", "1");
      double gflops = shape.flops(shape.iterations()) / seconds / GIGA;
      Double vector = rows.isEmpty() ? null : gflops / rows.get(0).gflops();
      rows.add(
          new FullRow(shape, kind, kernel, seconds, gflops, peaks.shareOfPeak(gflops), vector));
    }
    return rows;
  }

  /** Runs from the codebook of the boundary before. */
  List<WarmRow> warm(List<Kernel> kernels) throws BenchException {
    List<WarmRow> rows = new ArrayList<>();
    for (Kernel kernel : kernels) {
      double brute = seconds("first", kernel, "bounds", "false");
      double warm =
          seconds(
              "next",
              kernel,
              "bounds",
              "true",
              Shots.of(shape, quick).passes(shape.iterations() - 1));
      double run = seconds("warm", kernel, "bounds", "true");
      Double vector = rows.isEmpty() ? null : rows.get(0).warmSeconds() / warm;
      rows.add(
          new WarmRow(
              shape,
              kind,
              kernel,
              brute,
              warm,
              brute / warm,
              run,
              shape.iterations() * brute / run,
              vector));
    }
    return rows;
  }

  /**
   * A first codebook.
   *
   * @param full what an iteration takes is known from
   */
  SeedingRow seeding(FullRow full) throws BenchException {
    double seconds = seconds("seeding", full.kernel(), "threads", "1");
    return new SeedingRow(
        shape,
        kind,
        full.kernel(),
        seconds,
        seconds / (full.seconds() / full.shape().iterations()));
  }

  /**
   * Whole codebooks.
   *
   * @param full what an iteration takes is known from
   */
  CodebookRow codebooks(FullRow full) throws BenchException {
    double iteration = full.seconds() / full.shape().iterations();
    double first = seconds("firstCodebook", full.kernel(), "threads", "1");
    double next = seconds("nextCodebook", full.kernel(), "threads", "1");
    return new CodebookRow(
        shape, kind, full.kernel(), first, first / iteration, next, next / iteration);
  }

  /** One thread and two; the process must be free to use all cores. */
  ThreadsRow threads(Kernel kernel) throws BenchException {
    Sample one = turn(kernel, 1);
    Sample two = turn(kernel, 2);
    for (int turn = 1; turn < (quick ? 1 : TURNS); turn++) {
      one = one.and(turn(kernel, 1));
      two = two.and(turn(kernel, 2));
    }
    return new ThreadsRow(
        shape,
        kernel,
        Runtime.getRuntime().availableProcessors(),
        one.median(),
        two.median(),
        one.median() / two.median());
  }

  private Sample turn(Kernel kernel, int threads) throws BenchException {
    return sample("one", kernel, "threads", Integer.toString(threads), OF_A_TURN);
  }

  private double seconds(String method, Kernel kernel, String param, String value)
      throws BenchException {
    return seconds(method, kernel, param, value, Shots.of(shape, quick));
  }

  private double seconds(String method, Kernel kernel, String param, String value, Shots shots)
      throws BenchException {
    return sample(method, kernel, param, value, shots).median();
  }

  private Sample sample(String method, Kernel kernel, String param, String value, Shots shots)
      throws BenchException {
    Sample sample =
        trials.shots(
            LloydBenchmark.class,
            method,
            kernel,
            Map.of("directory", files.toString(), param, value),
            shots);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s %s, %s, %s %s, %s: %.4f s",
            shape.name(),
            kind,
            method,
            param,
            value,
            kernel.word(),
            sample.median()));
    return sample;
  }
}
