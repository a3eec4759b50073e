package io.saec.client;

import io.saec.model.Seal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** What the seals of one version of a field say together. (not thread safe) */
final class SealTally {
  private static final double MILLIONTHS = 1e6;

  private final BitSet exact = new BitSet();
  private final BitSet flawed = new BitSet();
  private long features;
  private long moved;
  private long held;
  private long error;
  private long arrivalError;

  /** Adds a seal that counts, whether or not what was read of the shard matches it. */
  void add(int shard, Seal seal, boolean matches) {
    features += seal.features();
    moved += seal.moved();
    held += seal.held();
    error += seal.error();
    arrivalError += seal.arrivalError();
    exact.set(shard, matches);
    flawed.clear(shard);
  }

  /** Notes that the shard's seal does not count. */
  void flaw(int shard) {
    flawed.set(shard);
  }

  /** Whether the shard's seal came and does not count. */
  boolean flawed(int shard) {
    return flawed.get(shard);
  }

  /** Whether the shard's seal came and matched what was read of the shard. */
  boolean exact(int shard) {
    return exact.get(shard);
  }

  /** Whether that holds for all these shards. */
  boolean exact(List<Integer> shards) {
    return shards.stream().allMatch(exact::get);
  }

  /** Share of the features mapped before that have moved, NaN if there were none. */
  double churn() {
    return (double) moved / (moved + held);
  }

  /** Mean error of the features, in units of the manifest; NaN if there are none. */
  double distortionAll() {
    return error / MILLIONTHS / features;
  }

  /** The same of those that no seal had mapped before. */
  double distortionArrivals() {
    return arrivalError / MILLIONTHS / (features - moved - held);
  }

  void write(DataOutput out) throws IOException {
    write(exact, out);
    write(flawed, out);
    for (long sum : new long[] {features, moved, held, error, arrivalError}) {
      out.writeLong(sum);
    }
  }

  static SealTally read(DataInput in) throws IOException {
    SealTally tally = new SealTally();
    tally.exact.or(readBits(in));
    tally.flawed.or(readBits(in));
    tally.features = in.readLong();
    tally.moved = in.readLong();
    tally.held = in.readLong();
    tally.error = in.readLong();
    tally.arrivalError = in.readLong();
    return tally;
  }

  private static void write(BitSet bits, DataOutput out) throws IOException {
    byte[] bytes = bits.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static BitSet readBits(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return BitSet.valueOf(bytes);
  }
}
