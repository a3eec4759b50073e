package io.saec.model;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * XXH64 of a feature's UTF-8 bytes with any seed. Allocates nothing once a thread has used it, for
 * features of up to {@value Names#MAX_FEATURE_BYTES} characters. (thread safe)
 */
public final class FeatureHash {
  private final Hasher64 xxh64;

  public FeatureHash(long seed) {
    xxh64 = Hashing.xxh64(seed);
  }

  /**
   * The feature's hash. A lone surrogate, which no feature has, counts as three bytes that no valid
   * UTF-8 holds, so that it is taken for no other feature.
   */
  public long of(String feature) {
    byte[] bytes = Utf8.roomFor(feature);
    return of(bytes, 0, Utf8.encode(feature, bytes));
  }

  /** The hash of a feature that is already UTF-8. */
  public long of(byte[] bytes, int from, int length) {
    return xxh64.hashBytesToLong(bytes, from, length);
  }
}
