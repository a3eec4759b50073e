package io.saec.events;

/**
 * Random numbers that are the same on every machine and release of Java: SplitMix64 (Steele, Lea
 * and Flood, OOPSLA 2014). Eight bytes of state, so making one a feature costs nothing. (not thread
 * safe)
 */
public final class SplitMix64 {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  public SplitMix64(long seed) {
    this.state = seed;
  }

  /** A hash of both, to seed what is to be independent of either alone. */
  public static long mix(long seed, long value) {
    return finish(finish(seed + GOLDEN) ^ value);
  }

  private static long finish(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long nextLong() {
    state += GOLDEN;
    return finish(state);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in [0, bound). */
  public int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  /**
   * Mean 0, variance 1, within ±3.5: the sum of four 16-bit uniforms, near a Gaussian in all but
   * its tails, and exact in a float.
   */
  public float nextNoise() {
    long bits = nextLong();
    long sum =
        (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
    return (sum - 131_070) * (1 / 37_837.23f);
  }
}
