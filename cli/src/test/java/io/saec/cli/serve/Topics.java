package io.saec.cli.serve;

import io.saec.client.Topic;
import io.saec.client.ViewUpdater;
import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.util.List;

/**
 * What the job writes of a field with one shard, at any version: feature {@code a} in cluster 0,
 * {@code b/ü} in cluster 1; the centroid of a cluster is {version, cluster}; the fallback is 0.
 */
final class Topics {
  static final List<String> FEATURES = List.of("a", "b/ü");

  private Topics() {}

  /** A record, as whoever carries it needs it. */
  record Line(Topic topic, byte[] key, byte[] value) {}

  static List<Line> version(String field, long version) {
    long centroids = 0;
    long mappings = 0;
    for (int cluster = 0; cluster < 2; cluster++) {
      long feature = Hashes.ofFeature(FEATURES.get(cluster));
      centroids += Hashes.ofCentroid(cluster, centroid(version, cluster), 0, 2);
      mappings += Hashes.ofMapping(feature, cluster);
    }
    return List.of(
        centroidLine(field, version, 0),
        centroidLine(field, version, 1),
        new Line(
            Topic.CODEBOOKS,
            WireKey.ofField(field),
            WireJson.write(manifest(version, Hashes.hex(centroids)))),
        mappingLine(field, version, 0),
        mappingLine(field, version, 1),
        new Line(
            Topic.MAPPINGS,
            WireKey.ofNumber(field, 0),
            WireJson.write(new Seal(version, 1, 2, 0, 2, 0, 0, mappings))));
  }

  static void apply(ViewUpdater updater, List<Line> lines) {
    lines.forEach(line -> updater.apply(line.topic(), line.key(), line.value(), 0, 0));
  }

  private static Line centroidLine(String field, long version, int cluster) {
    return new Line(
        Topic.CODEBOOKS,
        WireKey.ofNumber(field, cluster),
        WireJson.write(new Centroid(version, centroid(version, cluster), 1, 1)));
  }

  private static float[] centroid(long version, int cluster) {
    return new float[] {version, cluster};
  }

  private static Line mappingLine(String field, long version, int cluster) {
    return new Line(
        Topic.MAPPINGS,
        WireKey.ofFeature(field, FEATURES.get(cluster)),
        WireJson.write(new MappingUpdate(cluster, version, Reason.ARRIVAL, version)));
  }

  private static Manifest manifest(long version, String checksum) {
    return new Manifest(
        version,
        version,
        2,
        2,
        "fp32",
        List.of(),
        1,
        0,
        "interval",
        0.25,
        1,
        2,
        1,
        List.of(),
        List.of(),
        1,
        List.of(0),
        2,
        new Manifest.Size(2, 16, 17, "packed ids"),
        checksum);
  }
}
