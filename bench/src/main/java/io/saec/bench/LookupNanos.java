package io.saec.bench;

import java.util.Arrays;

/**
 * How long single look-ups took, less what reading the clock takes.
 *
 * @param p50 median, nanoseconds
 * @param p99 one in a hundred took longer
 * @param mean of all
 */
public record LookupNanos(long p50, long p99, double mean) {

  /**
   * @param nanos of each look-up; sorted by this
   * @param clock what two readings of the clock with nothing between them take
   */
  static LookupNanos of(long[] nanos, long clock) {
    Arrays.sort(nanos);
    return new LookupNanos(
        nanos[nanos.length / 2] - clock,
        nanos[(int) (nanos.length * 0.99)] - clock,
        Arrays.stream(nanos).average().orElse(Double.NaN) - clock);
  }
}
