package io.saec.cli;

import io.saec.bench.FollowRates;
import io.saec.bench.Machine;
import io.saec.bench.ServingBench;
import io.saec.bench.ServingOptions;
import io.saec.bench.ServingReport;
import io.saec.client.rocksdb.RocksStore;
import io.saec.client.store.ViewStore;
import io.saec.job.UserError;
import io.saec.model.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serving",
    description = {
      "Writes made-up fields as snapshots and looks features up in them: bytes, ratios, nanoseconds,",
      "seconds to write and to open. No Kafka, no Flink.",
      ""
    })
final class BenchServingCommand implements Callable<Integer> {
  @Mixin private BenchMixin bench = new BenchMixin();

  @Option(
      names = "--features",
      paramLabel = "N",
      defaultValue = "3500000",
      description = "Of all fields together (default: ${DEFAULT-VALUE}).")
  private long features;

  @Option(
      names = "--fields",
      paramLabel = "N",
      defaultValue = "100",
      description = "That they are spread over (default: ${DEFAULT-VALUE}).")
  private int fields;

  @Option(
      names = "--dimension",
      paramLabel = "N",
      defaultValue = "32",
      description = "Of every field (default: ${DEFAULT-VALUE}).")
  private int dimension;

  @Option(
      names = "--clusters",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Clusters by features (default: ${DEFAULT-VALUE}).")
  private double clusters;

  @Option(
      names = "--encoding",
      paramLabel = "WORD",
      defaultValue = "int8",
      description = "Of the centroids: int8, fp16 or fp32 (default: ${DEFAULT-VALUE}).")
  private String encoding;

  @Option(
      names = "--fingerprint-bits",
      paramLabel = "N",
      defaultValue = "8",
      description = "Of the files that are looked up in, 0 to 16 (default: ${DEFAULT-VALUE}).")
  private int fingerprintBits;

  @Option(
      names = "--lookups",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "That are timed, of each kind (default: ${DEFAULT-VALUE}).")
  private int lookups;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Keep the files there. Default: a temporary directory, removed in the end.")
  private @Nullable Path directory;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Also follow into RocksDB there, which must be empty, and stays.")
  private @Nullable Path store;

  @Override
  public Integer call() throws Exception {
    ServingReport report = run(options());
    print(report);
    bench.write(report);
    return 0;
  }

  private ServingOptions options() {
    try {
      return new ServingOptions(
          bench.seed(),
          features,
          fields,
          dimension,
          clusters,
          Encoding.of(encoding)
              .orElseThrow(() -> new UserError("--encoding: there is no " + encoding)),
          fingerprintBits,
          lookups);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }

  private ServingReport run(ServingOptions options) throws IOException {
    Machine machine = Machine.here(Saec.version());
    Path place = directory == null ? Files.createTempDirectory("saec-serving") : directory;
    ViewStore durable = store == null ? null : RocksStore.open(store);
    try {
      return new ServingBench(options, place, durable, System.err::println).run(machine);
    } finally {
      if (durable != null) {
        durable.close();
      }
      if (directory == null) {
        remove(place);
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static void print(ServingReport report) {
    System.out.printf(
        Locale.ROOT,
        """
        %,d features, %,d clusters
        bytes      %,d, without fingerprints %,d; %.3f a feature
        ratio      %.1fx, with fingerprints %.1fx, with keys %.1fx
        written    %.1f s
        opened     %.3f s with %,d bytes in memory, %.3f s with all; verified %.3f s
        look-up    p50 %d ns, p99 %d ns by Zipf's law; p50 %d ns, p99 %d ns uniform
        in heap    p50 %d ns, p99 %d ns uniform
        memory     p50 %d ns, p99 %d ns a read; a look-up has two, one after the other
        unknown    %.5f taken for known
        following  %,.0f arrivals, %,.0f moves a second of a core into memory%s
        %s
        """,
        report.options().features(),
        report.clusters(),
        report.totalBytes(),
        report.totalBytesPacked(),
        report.bytesPerFeature(),
        report.ratioPacked(),
        report.ratioWithFingerprint(),
        report.ratioWithKeys(),
        report.buildSeconds(),
        report.loadSeconds(),
        report.cachedBytes(),
        report.loadSecondsWarm(),
        report.verifySeconds(),
        report.lookupNanos().p50(),
        report.lookupNanos().p99(),
        report.lookupUniformNanos().p50(),
        report.lookupUniformNanos().p99(),
        report.lookupUniformInHeapNanos().p50(),
        report.lookupUniformInHeapNanos().p99(),
        report.memoryNanos().p50(),
        report.memoryNanos().p99(),
        report.missFalsePositive(),
        report.followPerSecond().arrivals(),
        report.followPerSecond().moves(),
        inRocksDb(report),
        report.accounting());
  }

  private static String inRocksDb(ServingReport report) {
    FollowRates rates = report.followPerSecondInRocksDb();
    return rates == null
        ? ""
        : String.format(
            Locale.ROOT, "; %,.0f and %,.0f into RocksDB", rates.arrivals(), rates.moves());
  }
}
