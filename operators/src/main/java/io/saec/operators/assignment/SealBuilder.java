package io.saec.operators.assignment;

import io.saec.model.Hashes;
import io.saec.model.Seal;
import io.saec.state.MappedFeature;

/** Adds up a shard's seal. (not thread safe) */
final class SealBuilder {
  private final long version;
  private final int shards;
  private long features;
  private long moved;
  private long held;
  private long error;
  private long arrivalError;
  private long checksum;

  SealBuilder(long version, int shards) {
    this.version = version;
    this.shards = shards;
  }

  /**
   * @param before cluster at the last seal, {@link MappedFeature#NONE} if there was none
   * @param cluster at this one
   * @param squaredError millionths of the codebook's unit: whole numbers, so that their sum does
   *     not depend on the order of the features
   */
  void add(String feature, int before, int cluster, long squaredError) {
    features++;
    error += squaredError;
    checksum += Hashes.ofMapping(Hashes.ofFeature(feature), cluster);
    if (before == cluster) {
      held++;
    } else if (before != MappedFeature.NONE) {
      moved++;
    } else {
      arrivalError += squaredError;
    }
  }

  Seal build() {
    return new Seal(version, shards, features, moved, held, error, arrivalError, checksum);
  }
}
