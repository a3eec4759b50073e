package io.saec.events;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a record may go. A pace belongs to one feed. (not thread safe) */
public interface Pace {
  /**
   * Asks for a record until the answer is 0; then the record counts as sent.
   *
   * @param record number of the record, from 0
   * @param ts event time of the record, epoch milliseconds
   * @param now of the {@link Ticker}, in nanoseconds
   * @return nanoseconds to wait before asking again, 0 if the record may go
   */
  long delay(long record, long ts, long now);

  /**
   * So many records a second: a token bucket that holds what {@code burst} makes.
   *
   * @param rate records a second, more than 0
   * @param burst how much lost time may be caught up with
   */
  static Pace perSecond(double rate, Duration burst) {
    return new TokenBucket(rate, burst);
  }

  /**
   * Event time runs as fast as it takes to go from {@code firstTs} to {@code lastTs} within {@code
   * length}; a record goes when its own time has come.
   */
  static Pace compressed(long firstTs, long lastTs, Duration length) {
    return new CompressedTime(firstTs, lastTs, length);
  }

  /**
   * As fast as they are consumed, never more than {@code maxLag} records ahead, so that a topic
   * need not hold more.
   *
   * @param consumed how many of the feed's records have been consumed; asked only when the lag last
   *     known is used up
   */
  static Pace following(LongSupplier consumed, long maxLag) {
    return new BoundedLag(consumed, maxLag);
  }
}
