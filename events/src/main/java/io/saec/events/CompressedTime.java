package io.saec.events;

import java.time.Duration;

/** Event time, run at a constant multiple of its speed. */
final class CompressedTime implements Pace {
  private final long firstTs;
  private final double nanosPerMilli;
  private boolean started;
  private long origin;

  CompressedTime(long firstTs, long lastTs, Duration length) {
    if (lastTs < firstTs || length.isNegative()) {
      throw new IllegalArgumentException(
          "cannot go from " + firstTs + " to " + lastTs + " within " + length);
    }
    this.firstTs = firstTs;
    this.nanosPerMilli = length.toNanos() / (double) Math.max(1, lastTs - firstTs);
  }

  @Override
  public long delay(long record, long ts, long now) {
    if (!started) {
      started = true;
      origin = now;
    }
    return Math.max(0, (long) ((ts - firstTs) * nanosPerMilli) - (now - origin));
  }
}
