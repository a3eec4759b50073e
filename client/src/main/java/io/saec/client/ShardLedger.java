package io.saec.client;

import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.model.Seal;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of each shard of a field: how far it has come, and the count and checksum of
 * its features' last mappings in the order of the stream, staged ones included, which is what a
 * seal tells. 32 bytes a shard. (not thread safe)
 */
final class ShardLedger {
  private final long[] reached;
  private final long[] sealed;
  private final long[] features;
  private final long[] checksums;

  /**
   * @throws IllegalArgumentException if no field can have that many shards
   */
  ShardLedger(int shards) {
    if (shards < 1 || shards > FieldShard.MAX_SHARDS) {
      throw new IllegalArgumentException(
          shards + " shards are not between 1 and " + FieldShard.MAX_SHARDS);
    }
    reached = new long[shards];
    sealed = new long[shards];
    features = new long[shards];
    checksums = new long[shards];
  }

  int shards() {
    return reached.length;
  }

  int shardOf(String feature) {
    return Hashes.shardOf(feature, shards());
  }

  /** Takes a feature's last mapping out of its shard's sums and puts the next one in. */
  void replace(String feature, @Nullable Mapping last, @Nullable Mapping next) {
    long hash = Hashes.ofFeature(feature);
    int shard = Hashes.shardOf(hash, shards());
    if (last != null) {
      features[shard]--;
      checksums[shard] -= Hashes.ofMapping(hash, last.cluster());
    }
    if (next != null) {
      features[shard]++;
      checksums[shard] += Hashes.ofMapping(hash, next.cluster());
      reach(shard, next.version());
    }
  }

  /** The highest version that any record of the shard has named. */
  long reached(int shard) {
    return reached[shard];
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

  boolean matches(int shard, Seal seal) {
    return seal.features() == features[shard] && seal.checksum() == checksums[shard];
  }

  /** The shard's sums, for messages. */
  String describe(int shard) {
    return features[shard] + " features, checksum " + Hashes.hex(checksums[shard]);
  }
}
