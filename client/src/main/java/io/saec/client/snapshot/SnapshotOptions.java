package io.saec.client.snapshot;

import java.util.function.Predicate;

/**
 * How a snapshot is written.
 *
 * @param fingerprintBits 0 to 16: an unknown feature is taken for a known one with a probability of
 *     2^-fingerprintBits at the most; at 0 it may have any cluster
 * @param leaveOut features that are not written and read as unknown ones do
 */
public record SnapshotOptions(int fingerprintBits, Predicate<String> leaveOut) {
  public static final int MOST_FINGERPRINT_BITS = 16;

  public SnapshotOptions {
    if (fingerprintBits < 0 || fingerprintBits > MOST_FINGERPRINT_BITS) {
      throw new IllegalArgumentException(
          "fingerprints have 0 to " + MOST_FINGERPRINT_BITS + " bits, not " + fingerprintBits);
    }
  }

  /** Every feature, with so many bits. */
  public static SnapshotOptions of(int fingerprintBits) {
    return new SnapshotOptions(fingerprintBits, feature -> false);
  }
}
