package io.saec.client.snapshot;

/** What a 64-bit key says in a static function. A contract with every snapshot written. */
final class KeyMix {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private KeyMix() {}

  /** The key's name in the next layer. */
  static long next(long key) {
    return mix(key + GOLDEN);
  }

  /** Which of its {@link Layer#WIDTH} slots make the key's value, bit 0 the first; always set. */
  static long pattern(long key) {
    return (mix(key) >>> (Long.SIZE - Layer.WIDTH)) | 1;
  }

  /** {@code floor(key * range / 2^64)}, the key unsigned. */
  static int scale(long key, int range) {
    return (int) (Math.multiplyHigh(key, range) + ((key >> 63) & range));
  }

  /** The finaliser of MurmurHash3 (64 bits). */
  private static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
