package io.saec.client;

import io.saec.model.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up life of one field, the same for everybody: features come, move and expire, versions are
 * sealed. All records lie in one partition, so an offset says how much of it was read.
 */
final class Stream {
  static final String FIELD = "item";
  static final int FEATURES = 2_000;

  private static final int SHARDS = 4;
  private static final int CLUSTERS = 8;
  private static final int VERSIONS = 12;
  private static final int CHANGES_PER_VERSION = 3_000;

  private Stream() {}

  static String feature(int number) {
    return "feature" + number;
  }

  static List<Wire> records() {
    Random random = new Random(7);
    Publisher job = new Publisher(FIELD, SHARDS);
    List<Wire> records = new ArrayList<>();
    for (int version = 1; version <= VERSIONS; version++) {
      for (int cluster = 0; cluster < CLUSTERS; cluster++) {
        records.add(job.centroid(cluster, version));
      }
      records.add(job.manifest(version));
      // Shard after shard goes on to the version, so that moves are staged for a while.
      for (int shard = 0; shard < SHARDS; shard++) {
        for (int change = 0; change < CHANGES_PER_VERSION; change++) {
          String feature = feature(random.nextInt(FEATURES));
          if (Hashes.shardOf(feature, SHARDS) == shard) {
            records.add(
                random.nextInt(4) == 0
                    ? job.expire(feature)
                    : job.map(feature, random.nextInt(CLUSTERS), version));
          }
        }
        records.add(job.seal(shard, version));
      }
    }
    return records;
  }
}
