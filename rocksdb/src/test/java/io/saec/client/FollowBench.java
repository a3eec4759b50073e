package io.saec.client;

import io.saec.client.rocksdb.RocksOptions;
import io.saec.client.rocksdb.RocksStore;
import io.saec.client.snapshot.Position;
import io.saec.client.store.MemoryStore;
import io.saec.model.Hashes;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures how fast a store takes in records as they lie in the topic: a first mapping of every
 * feature, then, version after version, a move of every feature, each time in another order. Time
 * is that of the thread that applies and commits; beside it, chunk by chunk, the same records go
 * into memory, for what the machine gives at the moment. Arguments: an empty directory, features (a
 * multiple of {@value #COMMIT}), versions.
 */
final class FollowBench {
  private static final String FIELD = "item";
  private static final int SHARDS = 128;
  private static final int CLUSTERS = 4096;
  private static final int COMMIT = 50_000;

  /** A prime, so that multiples of it visit every feature once. */
  private static final long STEP = 7_368_787;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int features;
  private final RocksStore store;
  private final ViewUpdater kept;
  private final ViewUpdater inMemory = new ViewUpdater(new MemoryStore());
  private long offset;

  private FollowBench(RocksStore store, int features) {
    this.features = features;
    this.store = store;
    this.kept = new ViewUpdater(store);
    kept.caughtUp();
    inMemory.caughtUp();
  }

  public static void main(String[] args) {
    int features = Integer.parseInt(args[1]);
    try (RocksStore store = RocksStore.open(Path.of(args[0]), RocksOptions.DEFAULTS)) {
      FollowBench bench = new FollowBench(store, features);
      for (int version = 1; version <= Integer.parseInt(args[2]); version++) {
        bench.version(version);
      }
      bench.lookUp();
    }
  }

  private void version(int version) {
    Publisher job = new Publisher(FIELD, SHARDS);
    List<Wire> codebook = new ArrayList<>();
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      codebook.add(job.centroid(cluster, version));
    }
    codebook.add(job.manifest(version));
    apply(kept, codebook);
    apply(inMemory, codebook);
    long[] counts = new long[SHARDS];
    long[] sums = new long[SHARDS];
    int chunks = features / COMMIT;
    double[] apply = new double[chunks];
    double[] commit = new double[chunks];
    double[] memory = new double[chunks];
    long others = 0;
    long began = System.nanoTime();
    for (int chunk = 0; chunk < chunks; chunk++) {
      List<Wire> records = mappings(version, chunk, counts, sums);
      long before = THREADS.getCurrentThreadCpuTime();
      apply(inMemory, records);
      memory[chunk] = micros(before);
      long all = processCpu();
      long from = THREADS.getCurrentThreadCpuTime();
      apply(kept, records);
      apply[chunk] = micros(from);
      long then = THREADS.getCurrentThreadCpuTime();
      kept.commit(List.of(new Position("mappings", 0, offset)));
      commit[chunk] = micros(then);
      others += processCpu() - all - (THREADS.getCurrentThreadCpuTime() - from);
    }
    List<Wire> seals = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      seals.add(
          new Wire(
              Topic.MAPPINGS,
              WireKey.ofNumber(FIELD, shard),
              WireJson.write(new Seal(version, SHARDS, counts[shard], 0, 0, 0, 0, sums[shard]))));
    }
    apply(kept, seals);
    apply(inMemory, seals);
    double[] both = new double[chunks];
    Arrays.setAll(both, i -> apply[i] + commit[i]);
    System.out.printf(
        "version %d: %,.0f updates/s; us a record: apply %.2f, commit %.2f, other threads %.2f,"
            + " memory %.2f; %.1f s, version %d in force, %d problems%n",
        version,
        1e6 / mean(both),
        mean(apply),
        mean(commit),
        others / 1e3 / chunks / COMMIT,
        mean(memory),
        (System.nanoTime() - began) / 1e9,
        kept.view().version(FIELD),
        kept.problems());
  }

  private List<Wire> mappings(int version, int chunk, long[] counts, long[] sums) {
    Random random = new Random(version * 1_000L + chunk);
    List<Wire> records = new ArrayList<>(COMMIT);
    for (long i = (long) chunk * COMMIT; i < (chunk + 1L) * COMMIT; i++) {
      String feature = feature((i * STEP + version * 12_345L) % features);
      int cluster = random.nextInt(CLUSTERS);
      long hash = Hashes.ofFeature(feature);
      int shard = Hashes.shardOf(hash, SHARDS);
      counts[shard]++;
      sums[shard] += Hashes.ofMapping(hash, cluster);
      records.add(
          new Wire(
              Topic.MAPPINGS,
              WireKey.ofFeature(FIELD, feature),
              WireJson.write(
                  new MappingUpdate(cluster, version, Reason.RECLUSTER, 1_700_000_000_000L))));
    }
    return records;
  }

  private static String feature(long number) {
    return Long.toString((number * 0x9E3779B97F4A7C15L) >>> 8, 36);
  }

  private void lookUp() {
    Random random = new Random(1);
    float[] out = new float[Publisher.DIM];
    int asked = 200_000;
    long known = 0;
    double[] nanos = new double[5];
    for (int repeat = 0; repeat < nanos.length; repeat++) {
      String[] names = new String[asked];
      Arrays.setAll(names, i -> feature(random.nextInt(features)));
      long from = THREADS.getCurrentThreadCpuTime();
      for (String name : names) {
        known += kept.view().embedding(FIELD, name, out) ? 1 : 0;
      }
      nanos[repeat] = (THREADS.getCurrentThreadCpuTime() - from) / (double) asked;
    }
    System.out.printf(
        "look-up %.0f ns, known %d, features %d%n",
        median(nanos), known, store.field(FIELD).features());
  }

  private void apply(ViewUpdater updater, List<Wire> records) {
    for (Wire record : records) {
      updater.apply(record.topic(), record.key(), record.value(), 0, offset++);
    }
  }

  private static double micros(long from) {
    return (THREADS.getCurrentThreadCpuTime() - from) / 1e3 / COMMIT;
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
