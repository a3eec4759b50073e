package io.saec.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs problems, but at most one in {@link #QUIET}: bad records may come at the rate of good ones.
 * (thread safe)
 */
final class ProblemLog {
  static final Duration QUIET = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

  private final LongSupplier nanoTime;
  private final AtomicLong loudAt;
  private final AtomicLong unsaid = new AtomicLong();

  /**
   * @param nanoTime nanoseconds since any fixed moment, such as {@link System#nanoTime}
   */
  ProblemLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.loudAt = new AtomicLong(nanoTime.getAsLong());
  }

  /** Logs the problem, or counts it for the next line; whether it was logged. */
  boolean say(String problem) {
    long now = nanoTime.getAsLong();
    long due = loudAt.get();
    if (now - due < 0 || !loudAt.compareAndSet(due, now + QUIET.toNanos())) {
      unsaid.incrementAndGet();
      return false;
    }
    long others = unsaid.getAndSet(0);
    LOG.warn("{}{}", problem, others == 0 ? "" : " (and " + others + " more since the last line)");
    return true;
  }
}
