package io.saec.bench.speed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process, and what it starts, on one core: {@code taskset}, where there is one and it
 * is allowed to. (not thread safe)
 */
final class Pin implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final @Nullable String cores;
  private @Nullable Integer core;

  private Pin(@Nullable String cores) {
    this.cores = cores;
  }

  /** On the last core that the process may use. */
  static Pin onOneCore() {
    String answer = taskset("-c", "-p");
    Pin pin =
        new Pin(answer == null ? null : answer.substring(answer.lastIndexOf(':') + 1).strip());
    pin.hold();
    return pin;
  }

  /** The core, null if the process is not held to one. */
  @Nullable Integer core() {
    return core;
  }

  /** Holds it to the core, again if it was let go. */
  void hold() {
    if (cores != null) {
      String last = cores.substring(1 + Math.max(cores.lastIndexOf(','), cores.lastIndexOf('-')));
      core = taskset("-a", "-c", "-p", last) == null ? null : Integer.valueOf(last);
    }
  }

  /** Lets it use the cores that it could before. */
  void release() {
    if (cores != null && core != null) {
      taskset("-a", "-c", "-p", cores);
      core = null;
    }
  }

  @Override
  public void close() {
    release();
  }

  /** What taskset says of this process, null if it fails. */
  private static @Nullable String taskset(String... options) {
    List<String> command = new ArrayList<>();
    command.add("taskset");
    command.addAll(List.of(options));
    command.add(Long.toString(ProcessHandle.current().pid()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? said : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
