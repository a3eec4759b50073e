package io.saec.client;

import io.saec.model.Seal;
import java.util.BitSet;

/** What the seals of one version of a field say together. (not thread safe) */
final class SealTally {
  private final BitSet exact = new BitSet();
  private long moved;
  private long held;

  void add(int shard, Seal seal, boolean matches) {
    moved += seal.moved();
    held += seal.held();
    exact.set(shard, matches);
  }

  /** Whether the shard's sums matched its seal of this version. */
  boolean exact(int shard) {
    return exact.get(shard);
  }

  /** Share of the features mapped before that have moved, NaN if there were none. */
  double churn() {
    return (double) moved / (moved + held);
  }
}
