package io.saec.cli.view;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** How fast a count grows, over the last few seconds. (not thread safe) */
public final class Rate {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Sample(long nanos, long count) {}

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  /** Takes the count as it is at {@code nanos} and gives its growth a second. */
  public double at(long nanos, long count) {
    samples.add(new Sample(nanos, count));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    long elapsed = nanos - first.nanos();
    return elapsed == 0 ? 0 : (count - first.count()) * 1e9 / elapsed;
  }
}
