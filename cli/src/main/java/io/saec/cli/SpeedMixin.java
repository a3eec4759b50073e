package io.saec.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that measure how fast something is. */
final class SpeedMixin {
  @Option(names = "--json", paramLabel = "FILE", description = "Write everything there.")
  private @Nullable Path json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--quick",
      description = "Little of everything, for a moment each: to see that it works.")
  private boolean quick;

  @Option(
      names = "--peers",
      description = {
        "Also measure FAISS and scikit-learn over the same data, where Python has them",
        "(Debian: python3-faiss, python3-sklearn)."
      })
  private boolean peers;

  long seed() {
    return seed;
  }

  boolean quick() {
    return quick;
  }

  boolean peers() {
    return peers;
  }

  void write(Object report) throws IOException {
    ReportJson.write(report, json);
  }
}
