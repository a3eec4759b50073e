package io.saec.client.snapshot;

import io.saec.model.Encoding;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A made-up field at version 3, the same for the same arguments. */
class MadeField implements SealedField {
  private final String field;
  private final Encoding encoding;
  private final int dim;
  private final int[] clusters;
  private final Map<Integer, float[]> centroids = new TreeMap<>();
  private final List<Float> scale = new ArrayList<>();
  private Map<String, Integer> mapping = new TreeMap<>();
  private List<Position> positions =
      List.of(
          new Position("mapping-updates", new UUID(0x0123_4567_89AB_CDEFL, -2), 0, 1_234),
          new Position("codebooks", 3, 5L << 32));

  /** Cluster ids 0, 1, … where {@code gap} is 1, 0, 2, … where it is 2. */
  MadeField(String field, Encoding encoding, int k, int dim, int gap) {
    this.field = field;
    this.encoding = encoding;
    this.dim = dim;
    this.clusters = new int[k];
    Random random = new Random(31L * k + dim);
    for (int j = 0; j < dim && encoding == Encoding.INT8; j++) {
      scale.add(0.001f + random.nextFloat());
    }
    for (int row = 0; row < k; row++) {
      clusters[row] = row * gap;
      float[] centroid = new float[dim];
      for (int j = 0; j < dim; j++) {
        centroid[j] =
            switch (encoding) {
              case INT8 -> (random.nextInt(255) - 127) * scale.get(j);
              case FP16 -> half(random);
              case FP32 -> (float) random.nextGaussian();
            };
      }
      centroids.put(clusters[row], centroid);
    }
  }

  /** With values of a few steps of 1/8 in all dimensions, which a snapshot keeps coded. */
  static MadeField coarse(String field, int k, int dim) {
    MadeField made = new MadeField(field, Encoding.INT8, k, dim, 1);
    Random random = new Random(k);
    made.scale.replaceAll(step -> 0.125f);
    for (float[] centroid : made.centroids.values()) {
      for (int j = 0; j < dim; j++) {
        centroid[j] = Math.round(4 * random.nextGaussian()) * 0.125f;
      }
    }
    return made;
  }

  private static float half(Random random) {
    return Half.toFloat((short) (random.nextInt(0x7C00) | (random.nextInt(2) << 15)));
  }

  /** Maps {@code name0, name1, …} to clusters at random. */
  MadeField with(int features, String name) {
    Random random = new Random(features);
    for (int i = 0; i < features; i++) {
      mapping.put(name + i, clusters[random.nextInt(clusters.length)]);
    }
    return this;
  }

  MadeField with(String feature, int row) {
    mapping.put(feature, clusters[row]);
    return this;
  }

  MadeField without(String feature) {
    mapping.remove(feature);
    return this;
  }

  MadeField at(List<Position> others) {
    positions = others;
    return this;
  }

  /** The same in another order. */
  MadeField backwards() {
    mapping = new TreeMap<String, Integer>(mapping).descendingMap();
    return this;
  }

  Map<String, Integer> mapping() {
    return mapping;
  }

  float[] centroid(int cluster) {
    return centroids.getOrDefault(cluster, new float[0]);
  }

  int fallback() {
    return clusters[clusters.length / 2];
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public Manifest manifest() {
    long checksum =
        centroids.entrySet().stream()
            .mapToLong(e -> Hashes.ofCentroid(e.getKey(), e.getValue(), 0, dim))
            .sum();
    return new Manifest(
        3,
        1_291_191_960_000L,
        clusters.length,
        dim,
        encoding.word(),
        scale,
        1,
        fallback(),
        "interval",
        0.25,
        2.5,
        10,
        0.9,
        List.of(),
        List.of(),
        1,
        List.of(0),
        clusters.length,
        new Manifest.Size(mapping.size(), 800, 40, "packed ids"),
        Hashes.hex(checksum));
  }

  @Override
  public int[] clusters() {
    return clusters.clone();
  }

  @Override
  public void centroid(int cluster, float[] out) {
    System.arraycopy(centroid(cluster), 0, out, 0, dim);
  }

  @Override
  public void forEach(Visitor visitor) {
    mapping.forEach(visitor::visit);
  }

  @Override
  public List<Position> positions() {
    return positions;
  }
}
