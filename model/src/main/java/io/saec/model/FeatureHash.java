package io.saec.model;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * XXH64 of a feature's UTF-8 bytes with any seed. Allocates nothing once a thread has used it, for
 * features of up to {@value Names#MAX_FEATURE_BYTES} characters. (thread safe)
 */
public final class FeatureHash {
  /** The most bytes of UTF-8 that one {@code char} makes. */
  private static final int BYTES_PER_CHAR = 3;

  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[BYTES_PER_CHAR * Names.MAX_FEATURE_BYTES]);

  private final Hasher64 xxh64;

  public FeatureHash(long seed) {
    xxh64 = Hashing.xxh64(seed);
  }

  /**
   * The feature's hash. A lone surrogate, which no feature has, counts as three bytes that no valid
   * UTF-8 holds, so that it is taken for no other feature.
   */
  public long of(String feature) {
    byte[] scratch = SCRATCH.get();
    byte[] bytes =
        feature.length() * BYTES_PER_CHAR <= scratch.length
            ? scratch
            : new byte[Math.multiplyExact(feature.length(), BYTES_PER_CHAR)];
    return xxh64.hashBytesToLong(bytes, 0, encode(feature, bytes));
  }

  private static int encode(String feature, byte[] out) {
    int at = 0;
    for (int i = 0; i < feature.length(); i++) {
      char c = feature.charAt(i);
      if (c < 0x80) {
        out[at++] = (byte) c;
      } else if (c < 0x800) {
        out[at++] = (byte) (0xC0 | (c >> 6));
        out[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (startsPair(feature, i)) {
        int point = Character.toCodePoint(c, feature.charAt(++i));
        out[at++] = (byte) (0xF0 | (point >> 18));
        out[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        out[at++] = (byte) (0xE0 | (c >> 12));
        out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        out[at++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return at;
  }

  private static boolean startsPair(String feature, int i) {
    return Character.isHighSurrogate(feature.charAt(i))
        && i + 1 < feature.length()
        && Character.isLowSurrogate(feature.charAt(i + 1));
  }
}
