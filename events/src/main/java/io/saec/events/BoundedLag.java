package io.saec.events;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Back-pressure from whoever consumes the records. */
final class BoundedLag implements Pace {
  private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final LongSupplier consumed;
  private final long maxLag;
  private long consumedAtLeast;

  BoundedLag(LongSupplier consumed, long maxLag) {
    if (maxLag < 1) {
      throw new IllegalArgumentException("maxLag must be at least 1: " + maxLag);
    }
    this.consumed = consumed;
    this.maxLag = maxLag;
  }

  @Override
  public long delay(long record, long ts, long now) {
    if (record - consumedAtLeast >= maxLag) {
      consumedAtLeast = consumed.getAsLong();
    }
    return record - consumedAtLeast >= maxLag ? ASK_AGAIN_NANOS : 0;
  }
}
