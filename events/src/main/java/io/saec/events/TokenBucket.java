package io.saec.events;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** So many records a second, on average and within a burst. */
final class TokenBucket implements Pace {
  private final double nanosPerRecord;
  private final double burstNanos;
  private boolean started;
  private long origin;

  /** When the next record is due, in nanoseconds since the origin. */
  private double due;

  TokenBucket(double rate, Duration burst) {
    if (!(rate > 0) || rate == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("rate must be a number more than 0: " + rate);
    }
    this.nanosPerRecord = TimeUnit.SECONDS.toNanos(1) / rate;
    this.burstNanos = burst.toNanos();
  }

  @Override
  public long delay(long record, long ts, long now) {
    if (!started) {
      started = true;
      origin = now;
    }
    double elapsed = now - origin;
    if (elapsed < due) {
      return (long) Math.ceil(due - elapsed);
    }
    due = Math.max(due, elapsed - burstNanos) + nanosPerRecord;
    return 0;
  }
}
