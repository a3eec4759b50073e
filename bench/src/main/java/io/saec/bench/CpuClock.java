package io.saec.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Time that the calling thread has computed. What is measured here runs on one thread, so this is
 * what it takes on a core of its own, whoever else is at work on the machine.
 */
final class CpuClock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final double SECONDS_A_NANO = 1e-9;

  private CpuClock() {}

  /** Nanoseconds since any time in the past of this thread. */
  static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Seconds since {@link #now} gave that. */
  static double secondsSince(long start) {
    return (now() - start) * SECONDS_A_NANO;
  }
}
