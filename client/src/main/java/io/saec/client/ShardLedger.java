package io.saec.client;

import io.saec.client.store.Mapping;
import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.model.Seal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of each shard of a field: how far it has come, and the count and checksum of
 * its features' last mappings in the order of the stream, staged ones included, which is what a
 * seal tells. 40 bytes a shard. (not thread safe)
 *
 * <p>Over a snapshot there are no sums: it does not know its features by name, so it cannot tell
 * what a new mapping took the place of. Then no seal contradicts it.
 */
final class ShardLedger {
  private final boolean summed;
  private final long[] reached;
  private final long[] ended;
  private final long[] sealed;
  private final long[] features;
  private final long[] checksums;

  /**
   * @param summed whether every mapping goes through {@link #replace}
   * @throws IllegalArgumentException if no field can have that many shards
   */
  ShardLedger(int shards, boolean summed) {
    if (shards < 1 || shards > FieldShard.MAX_SHARDS) {
      throw new IllegalArgumentException(
          shards + " shards are not between 1 and " + FieldShard.MAX_SHARDS);
    }
    this.summed = summed;
    reached = new long[shards];
    ended = new long[shards];
    sealed = new long[shards];
    features = new long[shards];
    checksums = new long[shards];
  }

  int shards() {
    return reached.length;
  }

  /**
   * @param feature its {@link Hashes#ofFeature}
   */
  int shardOf(long feature) {
    return Hashes.shardOf(feature, shards());
  }

  /**
   * Takes a feature's last mapping out of its shard's sums and puts the next one in.
   *
   * @param feature its {@link Hashes#ofFeature}
   */
  void replace(long feature, @Nullable Mapping last, @Nullable Mapping next) {
    int shard = shardOf(feature);
    if (last != null) {
      features[shard]--;
      checksums[shard] -= Hashes.ofMapping(feature, last.cluster());
    }
    if (next != null) {
      features[shard]++;
      checksums[shard] += Hashes.ofMapping(feature, next.cluster());
      reach(shard, next.version());
    }
  }

  /** The highest version that any record of the shard has named. */
  long reached(int shard) {
    return reached[shard];
  }

  /** The highest version that any record of any shard has named. */
  long furthest() {
    return Arrays.stream(reached).max().orElse(0);
  }

  /**
   * Whether a record of the version comes out of turn: a shard that has begun to seal ends a
   * version before it speaks of the one after the next.
   */
  boolean skips(int shard, long version) {
    return ended[shard] > 0 && version > ended[shard] + 1 && version > reached[shard];
  }

  /** The highest version that a seal of the shard has ended, whether or not the seal was right. */
  long ended(int shard) {
    return ended[shard];
  }

  void end(int shard, long version) {
    ended[shard] = version;
    reach(shard, version);
  }

  void reach(int shard, long version) {
    reached[shard] = Math.max(reached[shard], version);
  }

  /** The highest version that the shard has sealed, 0 before the first. */
  long sealed(int shard) {
    return sealed[shard];
  }

  void seal(int shard, long version) {
    sealed[shard] = version;
  }

  /** Whether the sums are there to be held against seals. */
  boolean summed() {
    return summed;
  }

  /** Whether the shard's sums are what the seal says; true if there are none. */
  boolean matches(int shard, Seal seal) {
    return !summed || (seal.features() == features[shard] && seal.checksum() == checksums[shard]);
  }

  /**
   * Whether no compaction explains that the seal does not match, given that nothing of the shard
   * comes after it: a feature that has expired since may be gone without a trace, tombstone and
   * all, but none can be there too many or in another cluster.
   */
  boolean contradicts(int shard, Seal seal) {
    return features[shard] >= seal.features() && !matches(shard, seal);
  }

  /** The shard's sums, for messages. */
  String describe(int shard) {
    return features[shard] + " features, checksum " + Hashes.hex(checksums[shard]);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(shards());
    for (int shard = 0; shard < shards(); shard++) {
      out.writeLong(reached[shard]);
      out.writeLong(ended[shard]);
      out.writeLong(sealed[shard]);
      out.writeLong(features[shard]);
      out.writeLong(checksums[shard]);
    }
  }

  static ShardLedger read(DataInput in) throws IOException {
    ShardLedger ledger = new ShardLedger(in.readInt(), true);
    for (int shard = 0; shard < ledger.shards(); shard++) {
      ledger.reached[shard] = in.readLong();
      ledger.ended[shard] = in.readLong();
      ledger.sealed[shard] = in.readLong();
      ledger.features[shard] = in.readLong();
      ledger.checksums[shard] = in.readLong();
    }
    return ledger;
  }
}
