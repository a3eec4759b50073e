package io.saec.cli;

import picocli.CommandLine.Option;

/** Options of the commands that measure how fast something is. */
final class SpeedMixin {
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

  boolean quick() {
    return quick;
  }

  boolean peers() {
    return peers;
  }
}
