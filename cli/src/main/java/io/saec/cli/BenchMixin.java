package io.saec.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that measures something. */
final class BenchMixin {
  @Option(names = "--json", paramLabel = "FILE", description = "Write everything there.")
  private @Nullable Path json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  long seed() {
    return seed;
  }

  void write(Object report) throws IOException {
    ReportJson.write(report, json);
  }
}
