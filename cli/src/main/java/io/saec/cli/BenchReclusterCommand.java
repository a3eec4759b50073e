package io.saec.cli;

import io.saec.bench.Machine;
import io.saec.bench.speed.ReclusterBench;
import io.saec.bench.speed.ReclusterOptions;
import io.saec.bench.speed.ReclusterReport;
import io.saec.bench.speed.Shape;
import io.saec.cli.view.SpeedTables;
import io.saec.job.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "recluster",
    description = {
      "How fast k-means is, whole runs and warm iterations, by kernel, beside the most that one core",
      "can do, measured in the same run. About ten minutes; tables on standard output.",
      ""
    })
final class BenchReclusterCommand implements Callable<Integer> {
  @Mixin private BenchMixin bench = new BenchMixin();
  @Mixin private SpeedMixin speed = new SpeedMixin();

  @Option(
      names = "--shapes",
      paramLabel = "S1,S2",
      split = ",",
      description = {
        "Of the made-up points: S1 is 200,000 x 16 -> 1,000, S2 1,000,000 x 32 -> 4,096,",
        "S3 100,000 x 64 -> 1,024 (default: all)."
      })
  private List<String> shapes = List.of();

  @Option(
      names = "--drift",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = {
        "Of their deviation about the centre of their blob that made-up points drift by once their",
        "codebook is made (default: ${DEFAULT-VALUE})."
      })
  private double drift;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = {
        "Also over the embeddings of a labelled TSV, plain or .gz: columns ts, label (0 or 1), then",
        "one a field; those of its greatest field at the last boundary."
      })
  private @Nullable Path events;

  @Override
  public Integer call() throws Exception {
    if (events != null && !Files.isReadable(events)) {
      throw new UserError("--events: " + events + " does not exist or cannot be read");
    }
    ReclusterReport report =
        new ReclusterBench(options(), System.err::println)
            .run(Machine.here(Saec.version()), events);
    System.out.print(SpeedTables.of(report));
    bench.write(report);
    return 0;
  }

  private ReclusterOptions options() {
    try {
      return new ReclusterOptions(bench.seed(), shapes(), drift, speed.quick(), speed.peers());
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private List<Shape> shapes() {
    if (shapes.isEmpty()) {
      return speed.quick() ? List.of(Shape.TINY) : Shape.ALL;
    }
    return shapes.stream().map(BenchReclusterCommand::shape).toList();
  }

  private static Shape shape(String name) {
    return Shape.ALL.stream()
        .filter(shape -> shape.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UserError("--shapes: there is no " + name));
  }
}
