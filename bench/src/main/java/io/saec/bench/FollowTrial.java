package io.saec.bench;

import io.saec.client.Topic;
import io.saec.client.ViewUpdater;
import io.saec.client.snapshot.Position;
import io.saec.client.store.ViewStore;
import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Takes in records as they lie in the topics: a first mapping of every feature, then a move of
 * every feature in another order. Time is the processor's for the thread that applies and commits,
 * Kafka left out.
 */
final class FollowTrial {
  private static final String FIELD = "item";
  private static final int SHARDS = 128;
  private static final int CLUSTERS = 4096;
  private static final int DIM = 2;

  /** As a follower does. */
  private static final int COMMIT = 50_000;

  /** A prime, so that multiples of it visit every feature once. */
  private static final long STEP = 7_368_787;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int features;
  private final ViewUpdater updater;
  private long offset;

  private FollowTrial(ViewStore store, int features) {
    this.features = features;
    this.updater = new ViewUpdater(store);
  }

  /**
   * Fills an empty store.
   *
   * @param features no multiple of {@value #STEP}
   * @throws IllegalStateException if the view did not come to the last version
   */
  static FollowRates run(ViewStore store, int features) {
    FollowTrial trial = new FollowTrial(store, features);
    trial.updater.caughtUp();
    FollowRates rates = new FollowRates(trial.version(1), trial.version(2));
    if (trial.updater.view().version(FIELD) != 2 || trial.updater.problems() > 0) {
      throw new IllegalStateException("the view is wrong: " + trial.updater.lastProblem());
    }
    return rates;
  }

  private double version(int version) {
    codebook(version);
    long[] counts = new long[SHARDS];
    long[] sums = new long[SHARDS];
    SplittableRandom random = new SplittableRandom(version);
    long nanos = 0;
    for (int done = 0; done < features; done += COMMIT) {
      int batch = Math.min(COMMIT, features - done);
      byte[][] keys = new byte[batch][];
      byte[][] values = new byte[batch][];
      for (int i = 0; i < batch; i++) {
        String feature = ServedField.name(((done + i) * STEP + version) % features);
        int cluster = random.nextInt(CLUSTERS);
        long hash = Hashes.ofFeature(feature);
        int shard = Hashes.shardOf(hash, SHARDS);
        counts[shard]++;
        sums[shard] += Hashes.ofMapping(hash, cluster);
        keys[i] = WireKey.ofFeature(FIELD, feature);
        values[i] =
            WireJson.write(
                new MappingUpdate(cluster, version, Reason.RECLUSTER, 1_700_000_000_000L));
      }
      long before = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < batch; i++) {
        apply(Topic.MAPPINGS, keys[i], values[i]);
      }
      updater.commit(List.of(new Position("mapping-updates", 0, offset)));
      nanos += THREADS.getCurrentThreadCpuTime() - before;
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      Seal seal = new Seal(version, SHARDS, counts[shard], 0, 0, 0, 0, sums[shard]);
      apply(Topic.MAPPINGS, WireKey.ofNumber(FIELD, shard), WireJson.write(seal));
    }
    return features / (nanos / 1e9);
  }

  private void codebook(int version) {
    long checksum = 0;
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      float[] centroid = {version, cluster};
      checksum += Hashes.ofCentroid(cluster, centroid, 0, DIM);
      apply(
          Topic.CODEBOOKS,
          WireKey.ofNumber(FIELD, cluster),
          WireJson.write(new Centroid(version, centroid, 1, 1)));
    }
    Manifest manifest =
        new Manifest(
            version,
            0,
            CLUSTERS,
            DIM,
            "fp32",
            List.of(),
            1,
            0,
            "interval",
            0.5,
            1,
            CLUSTERS,
            1,
            List.of(),
            List.of(),
            SHARDS,
            IntStream.range(0, SHARDS).boxed().toList(),
            CLUSTERS,
            new Manifest.Size(features, 0, 0, "made up"),
            Hashes.hex(checksum));
    apply(Topic.CODEBOOKS, WireKey.ofField(FIELD), WireJson.write(manifest));
  }

  private void apply(Topic topic, byte[] key, byte[] value) {
    updater.apply(topic, key, value, 0, offset++);
  }
}
