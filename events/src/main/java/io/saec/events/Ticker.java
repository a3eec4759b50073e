package io.saec.events;

import java.util.concurrent.TimeUnit;

/** A clock to pace by, and the way to wait on it. */
public interface Ticker {
  /** The machine's monotonic clock. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Nanoseconds from a point that stays the same; only differences mean something. */
  long nanos();

  /** Waits about so many nanoseconds. */
  void sleep(long nanos) throws InterruptedException;
}
