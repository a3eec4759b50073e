package io.saec.client;

import static io.saec.client.MappingView.NONE;

import io.saec.model.Hashes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A made-up life of one field, and what a reader that has read so much of it should see, worked out
 * from the records by the plainest means. Records lie in lanes: one a shard, and the last one for
 * the codebook; only within a lane is there an order.
 */
final class History {
  private static final String FIELD = "item";
  private static final int FEATURES = 12;

  /** What a record says, beside its bytes. */
  record Step(Wire wire, String key, long version, int cluster, Kind kind) {}

  enum Kind {
    MAP,
    EXPIRE,
    SEAL,
    CENTROID,
    MANIFEST
  }

  /** A version as it was published. */
  record Version(List<Integer> sealedBy, Map<Integer, float[]> centroids, int fallback) {}

  final int shards;
  final int versions;
  final List<List<Step>> lanes = new ArrayList<>();
  private final Map<Long, Version> published = new TreeMap<>();
  private final List<List<String>> features = new ArrayList<>();
  private final Publisher job;
  private final Random random;

  /** Shards that have begun to seal: they go on. */
  private final Set<Integer> spoke = new HashSet<>();

  private final List<Integer> retiredLast = new ArrayList<>();

  History(long seed) {
    random = new Random(seed);
    shards = 1 + random.nextInt(4);
    versions = 1 + random.nextInt(6);
    job = new Publisher(FIELD, shards);
    for (int lane = 0; lane <= shards; lane++) {
      lanes.add(new ArrayList<>());
      features.add(new ArrayList<>());
    }
    for (int i = 0; i < FEATURES; i++) {
      String feature = "f" + i;
      features.get(Hashes.shardOf(feature, shards)).add(feature);
    }
    for (long version = 1; version <= versions; version++) {
      publish(version);
    }
  }

  List<Step> codebookLane() {
    return lanes.get(shards);
  }

  private void publish(long version) {
    evolve(version);
    List<Integer> alive = List.copyOf(job.centroids().keySet());
    List<Integer> sealedBy = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      if (version == 1 ? random.nextBoolean() : spoke.contains(shard) || !mapped(shard).isEmpty()) {
        sealedBy.add(shard);
        spoke.add(shard);
      }
    }
    int fallback = alive.get(random.nextInt(alive.size()));
    published.put(version, new Version(sealedBy, Map.copyOf(job.centroids()), fallback));
    codebookLane()
        .add(step(job.manifest(version, fallback, sealedBy), version, NONE, Kind.MANIFEST));
    for (int shard = 0; shard < shards; shard++) {
      if (sealedBy.contains(shard)) {
        move(shard, version, alive);
        lanes.get(shard).add(step(job.seal(shard, version), version, NONE, Kind.SEAL));
      }
      comeAndGo(shard, version, alive);
    }
  }

  /** Some centroids change, one may be born, one may be retired. */
  private void evolve(long version) {
    List<Integer> old = List.copyOf(job.centroids().keySet());
    for (int cluster : old) {
      if (random.nextInt(3) == 0) {
        codebookLane().add(step(job.centroid(cluster, version), version, cluster, Kind.CENTROID));
      }
    }
    boolean retires = old.size() > 2 && random.nextBoolean();
    int born = 0;
    while (old.contains(born) || retiredLast.contains(born)) {
      born++;
    }
    retiredLast.clear();
    if (old.isEmpty() || random.nextBoolean()) {
      codebookLane().add(step(job.centroid(born, version), version, born, Kind.CENTROID));
    }
    if (retires) {
      int retired = old.get(random.nextInt(old.size()));
      retiredLast.add(retired);
      codebookLane().add(step(job.retire(retired), version, retired, Kind.CENTROID));
    }
  }

  private void move(int shard, long version, List<Integer> alive) {
    for (String feature : mapped(shard)) {
      Integer now = job.clusters().get(feature);
      if (!alive.contains(now) || random.nextInt(3) == 0) {
        map(feature, shard, version, alive);
      }
    }
  }

  /** A shard that has had features keeps one, since an empty one would not be waited for. */
  private void comeAndGo(int shard, long version, List<Integer> alive) {
    for (String feature : features.get(shard)) {
      switch (random.nextInt(4)) {
        case 0 -> map(feature, shard, version, alive);
        case 1 -> {
          if (job.clusters().containsKey(feature) && mapped(shard).size() > 1) {
            lanes.get(shard).add(step(job.expire(feature), version, NONE, Kind.EXPIRE));
          }
        }
        default -> {}
      }
    }
  }

  private void map(String feature, int shard, long version, List<Integer> alive) {
    int cluster = alive.get(random.nextInt(alive.size()));
    lanes.get(shard).add(step(job.map(feature, cluster, version), version, cluster, Kind.MAP));
  }

  private List<String> mapped(int shard) {
    return features.get(shard).stream().filter(job.clusters()::containsKey).toList();
  }

  private static Step step(Wire wire, long version, int cluster, Kind kind) {
    return new Step(wire, wire.keyText(), version, cluster, kind);
  }

  // ---- what a reader should see ----

  /** The newest version that is whole once so much of each lane has been read; 0 for none. */
  long version(int[] read) {
    long newest = 0;
    for (Map.Entry<Long, Version> candidate : published.entrySet()) {
      long version = candidate.getKey();
      boolean whole = reached(codebookLane(), read[shards], Kind.MANIFEST) >= version;
      for (int shard : candidate.getValue().sealedBy()) {
        whole &= reached(lanes.get(shard), read[shard], Kind.SEAL) >= version;
      }
      newest = whole ? version : newest;
    }
    return newest;
  }

  private static long reached(List<Step> lane, int read, Kind kind) {
    return lane.subList(0, read).stream()
        .filter(step -> step.kind() == kind)
        .mapToLong(Step::version)
        .max()
        .orElse(0);
  }

  /** The feature's cluster at the version once so much of its lane has been read. */
  int cluster(String feature, long version, int read) {
    int cluster = NONE;
    for (Step step : lane(feature).subList(0, read)) {
      if (step.key().equals(FIELD + '/' + feature)) {
        if (step.kind() == Kind.EXPIRE) {
          cluster = NONE;
        } else if (step.version() <= version) {
          cluster = step.cluster();
        }
      }
    }
    return cluster;
  }

  /** Every cluster that the feature had while its shard was at the version, as far as read. */
  Set<Integer> clusters(String feature, long version, int read) {
    Set<Integer> clusters = new HashSet<>();
    List<Step> lane = lane(feature);
    for (int end = 0; end <= read; end++) {
      if (reached(lane, end, Kind.SEAL) >= version
          || !sealedBy(version).contains(laneOf(feature))) {
        clusters.add(cluster(feature, version, end));
      }
    }
    return clusters;
  }

  private List<Integer> sealedBy(long version) {
    Version found = published.get(version);
    return found == null ? List.of() : found.sealedBy();
  }

  /** The vector that stands for a cluster at a version. */
  float @Nullable [] centroid(long version, int cluster) {
    Version found = published.get(version);
    return found == null
        ? null
        : found.centroids().get(cluster == NONE ? found.fallback() : cluster);
  }

  List<String> features() {
    return features.stream().flatMap(List::stream).toList();
  }

  int laneOf(String feature) {
    return Hashes.shardOf(feature, shards);
  }

  private List<Step> lane(String feature) {
    return lanes.get(laneOf(feature));
  }

  // ---- ways to read it ----

  /** A random order of all that lies in {@code from} to {@code to}: lane numbers. */
  static List<Integer> interleave(int[] from, int[] to, Random random) {
    List<Integer> order = new ArrayList<>();
    int[] next = from.clone();
    List<Integer> left = new ArrayList<>();
    for (int lane = 0; lane < from.length; lane++) {
      if (next[lane] < to[lane]) {
        left.add(lane);
      }
    }
    while (!left.isEmpty()) {
      int lane = left.get(random.nextInt(left.size()));
      // In runs, so that one lane gets far ahead of the others.
      for (int run = 1 + random.nextInt(8); run > 0 && next[lane] < to[lane]; run--) {
        order.add(lane);
        next[lane]++;
      }
      if (next[lane] == to[lane]) {
        left.remove((Integer) lane);
      }
    }
    return order;
  }

  /**
   * What compaction may leave of the first {@code length} records of a lane: any record may be gone
   * for which a later one has the key, and a tombstone too once all before it are.
   */
  static List<Step> compact(List<Step> lane, int length, Random random) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < length; i++) {
      last.put(lane.get(i).key(), i);
    }
    List<Step> left = new ArrayList<>();
    Set<String> keysLeft = new HashSet<>();
    for (int i = 0; i < length; i++) {
      Step step = lane.get(i);
      boolean isLast = Integer.valueOf(i).equals(last.get(step.key()));
      boolean needed = isLast && (step.wire().value() != null || keysLeft.contains(step.key()));
      if (needed || random.nextInt(3) == 0) {
        left.add(step);
        keysLeft.add(step.key());
      }
    }
    return left;
  }
}
