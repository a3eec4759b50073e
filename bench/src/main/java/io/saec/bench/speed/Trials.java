package io.saec.bench.speed;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks, each in a JVM of its own; JMH says nothing unless one fails. */
final class Trials {
  private static final String HEAP = "-Xmx3g";

  /** One thread collects what little there is to collect, on one core as on many. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final RatePlan rates;

  Trials(RatePlan rates) {
    this.rates = rates;
  }

  /**
   * How rates are measured.
   *
   * @param forks JVMs, one after the other
   * @param warmups that are not counted, in each
   * @param runs that are, in each
   * @param millis that each of them takes
   */
  record RatePlan(int forks, int warmups, int runs, int millis) {}

  /**
   * A rate.
   *
   * @param perSecond operations
   * @param allocated bytes an operation, in the run that allocated least: JMH's own book-keeping is
   *     in there, more of it in some runs than in others
   */
  record Rate(Sample perSecond, double allocated) {}

  /** Seconds of single shots. */
  Sample shots(
      Class<?> benchmark, String method, Kernel kernel, Map<String, String> params, Shots shots)
      throws BenchException {
    RunResult result =
        run(
            builder(benchmark, method, kernel, params)
                .forks(1)
                .warmupIterations(shots.warmups())
                .measurementIterations(shots.runs()));
    return sample(result, IterationResult::getPrimaryResult);
  }

  /** Operations a second, and what they allocate. */
  Rate rate(Class<?> benchmark, String method, Kernel kernel, Map<String, String> params)
      throws BenchException {
    RunResult result = run(rated(benchmark, method, kernel, params).addProfiler(GCProfiler.class));
    return new Rate(
        sample(result, IterationResult::getPrimaryResult),
        sample(
                result,
                iteration -> Objects.requireNonNull(iteration.getSecondaryResults().get(ALLOCATED)))
            .least());
  }

  /** What a benchmark counts for itself, a second. */
  Sample counter(
      Class<?> benchmark, String method, String name, Kernel kernel, Map<String, String> params)
      throws BenchException {
    return sample(
        run(rated(benchmark, method, kernel, params)),
        iteration -> iteration.getSecondaryResults().get(name));
  }

  private ChainedOptionsBuilder rated(
      Class<?> benchmark, String method, Kernel kernel, Map<String, String> params) {
    TimeValue time = TimeValue.milliseconds(rates.millis());
    return builder(benchmark, method, kernel, params)
        .forks(rates.forks())
        .warmupIterations(rates.warmups())
        .warmupTime(time)
        .measurementIterations(rates.runs())
        .measurementTime(time);
  }

  private static ChainedOptionsBuilder builder(
      Class<?> benchmark, String method, Kernel kernel, Map<String, String> params) {
    List<String> jvm = new ArrayList<>(kernel.jvm());
    jvm.add(HEAP);
    jvm.add(COLLECTOR);
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include("^" + benchmark.getName() + "\\." + method + "$")
            .shouldFailOnError(true)
            .jvmArgs(jvm.toArray(String[]::new));
    params.forEach(builder::param);
    return builder;
  }

  private static RunResult run(ChainedOptionsBuilder builder) throws BenchException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Collection<RunResult> results =
          new Runner(
                  builder.build(),
                  OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
              .run();
      return results.iterator().next();
    } catch (RunnerException e) {
      throw new BenchException(said.toString(StandardCharsets.UTF_8), e);
    }
  }

  private static Sample sample(RunResult result, Function<IterationResult, Result<?>> part) {
    List<Double> values = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        values.add(part.apply(iteration).getScore());
      }
    }
    return new Sample(values);
  }
}
