package io.saec.cli;

import io.saec.events.EventSource;
import io.saec.events.FactorizationOptions;
import io.saec.events.LabelledTsv;
import io.saec.events.SyntheticEvents;
import io.saec.events.SyntheticOptions;
import io.saec.events.TsvSpan;
import io.saec.job.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a feed's events come from. */
final class SourceMixin {
  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = {
        "Replay a labelled TSV, plain or .gz: columns ts, label (0 or 1), then one a field.",
        "A factorization machine trains on its rows and publishes each feature it touches",
        "with its new embedding. Default: made-up events."
      })
  private @Nullable Path file;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of made-up events and of the training (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Made-up records a second, four events each (default: ${DEFAULT-VALUE}).")
  private int rate;

  private @Nullable TsvSpan span;

  boolean isFile() {
    return file != null;
  }

  int rate() {
    return rate;
  }

  /** Rows and event times of the file, read once. */
  TsvSpan span() throws IOException {
    if (span == null) {
      span = TsvSpan.of(existing());
    }
    return span;
  }

  private Path existing() {
    if (file == null || !Files.isReadable(file)) {
      throw new UserError("--events: " + file + " does not exist or cannot be read");
    }
    return file;
  }

  /** The file as an online trainer publishes it. */
  EventSource trainer() throws IOException {
    return LabelledTsv.open(existing(), span(), FactorizationOptions.defaults(seed));
  }

  /**
   * Made-up events.
   *
   * @param records to make; Long.MAX_VALUE for no end
   * @param start event time of the first
   * @param speed seconds of event time that pass in one second at the rate
   */
  EventSource synthetic(long records, Instant start, int speed) {
    if (rate < 1) {
      throw new UserError("--rate: " + rate + " is not at least 1");
    }
    Duration step = Duration.ofSeconds(speed).dividedBy(rate);
    return new SyntheticEvents(SyntheticOptions.shop(seed, records, start, step));
  }
}
