package io.saec.client;

import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The job's side of one field: makes records and keeps the truth that seals and manifests tell of.
 * Every centroid has two dimensions: the version that made it, and its cluster.
 */
final class Publisher {
  static final int DIM = 2;

  /** Of each shard's seal, whatever it holds. */
  private static final long ERROR = 250_000;

  private static final long ARRIVAL_ERROR = 125_000;

  private final String field;
  private final int shards;
  private final Map<String, Integer> clusters = new TreeMap<>();
  private final Map<Integer, float[]> centroids = new TreeMap<>();

  Publisher(String field, int shards) {
    this.field = field;
    this.shards = shards;
  }

  Wire map(String feature, int cluster, long version) {
    clusters.put(feature, cluster);
    return new Wire(
        Topic.MAPPINGS,
        WireKey.ofFeature(field, feature),
        WireJson.write(new MappingUpdate(cluster, version, Reason.ARRIVAL, 1_000L * version)));
  }

  Wire expire(String feature) {
    clusters.remove(feature);
    return new Wire(Topic.MAPPINGS, WireKey.ofFeature(field, feature), null);
  }

  Wire seal(int shard, long version) {
    return seal(shard, version, 0, 0);
  }

  Wire seal(int shard, long version, long moved, long held) {
    long features = 0;
    long checksum = 0;
    for (Map.Entry<String, Integer> entry : clusters.entrySet()) {
      if (Hashes.shardOf(entry.getKey(), shards) == shard) {
        features++;
        checksum += Hashes.ofMapping(Hashes.ofFeature(entry.getKey()), entry.getValue());
      }
    }
    return new Wire(
        Topic.MAPPINGS,
        WireKey.ofNumber(field, shard),
        WireJson.write(
            new Seal(version, shards, features, moved, held, ERROR, ARRIVAL_ERROR, checksum)));
  }

  Wire centroid(int cluster, long version) {
    float[] centroid = {version, cluster};
    centroids.put(cluster, centroid);
    return new Wire(
        Topic.CODEBOOKS,
        WireKey.ofNumber(field, cluster),
        WireJson.write(new Centroid(version, centroid, 1.5, 2)));
  }

  Wire retire(int cluster) {
    centroids.remove(cluster);
    return new Wire(Topic.CODEBOOKS, WireKey.ofNumber(field, cluster), null);
  }

  /** A manifest that all shards seal, with fallback cluster 0. */
  Wire manifest(long version) {
    return manifest(version, 0, IntStream.range(0, shards).boxed().toList());
  }

  Wire manifest(long version, int fallback, List<Integer> sealedBy) {
    long checksum =
        centroids.entrySet().stream()
            .mapToLong(e -> Hashes.ofCentroid(e.getKey(), e.getValue(), 0, DIM))
            .sum();
    return new Wire(
        Topic.CODEBOOKS,
        WireKey.ofField(field),
        WireJson.write(
            new Manifest(
                version,
                60_000L * version,
                centroids.size(),
                DIM,
                "fp32",
                List.of(),
                1,
                fallback,
                "interval",
                0.25,
                2.5,
                10,
                0.9,
                List.of(),
                List.of(),
                shards,
                sealedBy,
                0,
                new Manifest.Size(clusters.size(), 800, 40, "packed ids"),
                Hashes.hex(checksum))));
  }

  Map<String, Integer> clusters() {
    return clusters;
  }

  Map<Integer, float[]> centroids() {
    return centroids;
  }

  /** The first name {@code prefix0, prefix1, …} that lies in the shard. */
  static String featureIn(int shard, int shards, String prefix) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> prefix + i)
        .filter(feature -> Hashes.shardOf(feature, shards) == shard)
        .findFirst()
        .orElseThrow();
  }
}
