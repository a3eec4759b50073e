package io.saec.cli;

import io.saec.bench.ClusterBudget;
import io.saec.bench.ClusterRule;
import io.saec.bench.ClusterShare;
import io.saec.bench.CodebookBench;
import io.saec.bench.CodebookOptions;
import io.saec.bench.CodebookReport;
import io.saec.bench.Machine;
import io.saec.bench.Schedule;
import io.saec.cli.view.CodebookTables;
import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Effort;
import io.saec.clustering.Weighting;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Budget;
import io.saec.clustering.budget.ValueBits;
import io.saec.job.UserError;
import io.saec.model.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "codebook",
    description = {
      "Follows codebooks over a stream that drifts, one in each interval, and compares them with",
      "plain k-means from nothing: distortion, churn, seconds. Then tries heads of several sizes.",
      "No Kafka, no Flink. Minutes; tables on standard output.",
      ""
    })
final class BenchCodebookCommand implements Callable<Integer> {
  private static final int BOUNDARIES = 5;
  private static final int QUICK_BOUNDARIES = 3;
  private static final double HEAD_SECONDS = 0.3;
  private static final double QUICK_HEAD_SECONDS = 0.01;
  private static final double QUICK_SCALE = 0.05;
  private static final int HEAD_FEATURES = 100_000;
  private static final int FLOOR = 64;

  @Mixin private BenchMixin bench = new BenchMixin();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = {
        "Also over a labelled TSV, plain or .gz: columns ts, label (0 or 1), then one a field.",
        "A factorization machine trains on its rows, as in the demo. Default: made-up only."
      })
  private @Nullable Path events;

  @Option(
      names = "--fields",
      paramLabel = "A,B",
      split = ",",
      description = "Fields of the file to measure (default: all).")
  private List<String> fields = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = {
        "Starts of plain k-means at a boundary, the best of which counts; fewer for a head that",
        "is very large (default: ${DEFAULT-VALUE})."
      })
  private int seeds;

  @Option(
      names = "--window",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "That frequencies count (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--interval",
      paramLabel = "DAYS",
      defaultValue = "7",
      description = "From one codebook to the next (default: ${DEFAULT-VALUE}).")
  private int interval;

  @Option(
      names = "--clusters",
      paramLabel = "RULE",
      defaultValue = "27x",
      description = {
        "One byte budget for all fields, such as 27x, or a share of each field's features, such as",
        "5%% (default: ${DEFAULT-VALUE})."
      })
  private String clusters;

  @Option(
      names = "--coverage",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description = "Of the occurrences that a head covers (default: ${DEFAULT-VALUE}).")
  private double coverage;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "20",
      description = "Of k-means at the most (default: ${DEFAULT-VALUE}).")
  private int iterations;

  @Option(
      names = "--encoding",
      paramLabel = "WORD",
      defaultValue = "int8",
      description = "Grid of the centroids: int8, fp16 or fp32 (default: ${DEFAULT-VALUE}).")
  private String encoding;

  @Option(
      names = "--value-bits",
      paramLabel = "N",
      defaultValue = "8",
      description = {
        "Bits of an int8 centroid's value: 2 to 7 on the average, coded, or 8; budget for what a job",
        "takes by default. Fewer than 8 make more clusters, on a grid that plain k-means is spared",
        "(default: ${DEFAULT-VALUE})."
      })
  private String valueBits;

  @Option(
      names = "--weighting",
      paramLabel = "WORD",
      defaultValue = "frequency",
      description = "Of features in k-means: frequency, sqrt or log (default: ${DEFAULT-VALUE}).")
  private String weighting;

  @Option(
      names = "--hysteresis",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = {
        "Of its squared distance that a feature must gain to change its cluster",
        "(default: ${DEFAULT-VALUE})."
      })
  private double hysteresis;

  @Option(
      names = "--quick",
      description = "A small made-up stream and few boundaries of it: to see that it works.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    if (events == null) {
      System.err.println("No --events: nothing is measured over real data.");
    } else if (!Files.isReadable(events)) {
      throw new UserError("--events: " + events + " does not exist or cannot be read");
    }
    CodebookReport report =
        new CodebookBench(options(), System.err::println)
            .run(Machine.here(Saec.version()), events, new LinkedHashSet<>(fields));
    System.out.print(CodebookTables.of(report));
    bench.write(report);
    return 0;
  }

  private CodebookOptions options() {
    try {
      return new CodebookOptions(
          bench.seed(),
          quick ? QUICK_BOUNDARIES : BOUNDARIES,
          seeds,
          quick ? QUICK_SCALE : 1,
          quick ? QUICK_HEAD_SECONDS : HEAD_SECONDS,
          new Schedule(Duration.ofDays(1), window, interval),
          coverage,
          HEAD_FEATURES,
          clusters(),
          new ClusteringOptions(
              iterations,
              encoding(),
              accounting().valueBits(),
              Weighting.of(weighting)
                  .orElseThrow(() -> new UserError("--weighting: there is no " + weighting)),
              Effort.DEFAULT),
          hysteresis);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private Encoding encoding() {
    return Encoding.of(encoding)
        .orElseThrow(() -> new UserError("--encoding: there is no " + encoding));
  }

  private Accounting accounting() {
    try {
      int bits =
          encoding() == Encoding.INT8
              ? ValueBits.of(valueBits).orElseGet(this::suitedBits)
              : encoding().bits();
      return new Accounting(Accounting.PACKED, 0, bits);
    } catch (IllegalArgumentException e) {
      throw new UserError("--value-bits: " + e.getMessage());
    }
  }

  /** A share of features says nothing of bytes, so that values are not coded. */
  private int suitedBits() {
    return clusters.endsWith("x") ? Budget.Ratio.parse(clusters).valueBits() : Byte.SIZE;
  }

  private ClusterRule clusters() {
    try {
      if (clusters.endsWith("x")) {
        return new ClusterBudget(Budget.Ratio.parse(clusters), accounting(), FLOOR);
      }
      if (clusters.endsWith("%")) {
        String percent = clusters.substring(0, clusters.length() - 1);
        return new ClusterShare(Double.parseDouble(percent) / 100, FLOOR);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new UserError("--clusters: " + clusters + " is neither a ratio such as 27x nor 5%");
  }
}
