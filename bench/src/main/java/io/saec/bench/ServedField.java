package io.saec.bench;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.model.Encoding;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A made-up field for serving: features are numbers that become names as they are asked for, so
 * that none is held. Feature i of all is in field i modulo the fields.
 */
final class ServedField implements SealedField {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int NAME_RADIX = 36;
  private static final int MOST = 127;

  private final ServingOptions options;
  private final int number;
  private final int k;
  private final float[] scale;

  /** Shape [k, dim], row-major, on the grid. */
  private final float[] centroids;

  ServedField(ServingOptions options, int number) {
    this.options = options;
    this.number = number;
    long features = options.features() / options.fields();
    this.k = (int) Math.max(1, Math.round(features * options.clusterShare()));
    this.scale = new float[options.encoding() == Encoding.INT8 ? options.dim() : 0];
    Arrays.fill(scale, 0.01f);
    this.centroids = new float[k * options.dim()];
    SplittableRandom random = new SplittableRandom(options.seed() + number);
    for (int at = 0; at < centroids.length; at++) {
      // Small whole numbers, scaled by a power of two where there is no scale: on every grid.
      int steps = random.nextInt(2 * MOST + 1) - MOST;
      centroids[at] = scale.length == 0 ? steps / 128f : steps * scale[0];
    }
  }

  static String fieldName(int number) {
    return "field" + number;
  }

  /** A name of some 13 characters that is like no other's. */
  static String name(long feature) {
    return Long.toUnsignedString((feature + 1) * GOLDEN, NAME_RADIX);
  }

  @Override
  public String field() {
    return fieldName(number);
  }

  @Override
  public Manifest manifest() {
    long checksum = 0;
    for (int row = 0; row < k; row++) {
      checksum += Hashes.ofCentroid(row, centroids, row, options.dim());
    }
    return new Manifest(
        1,
        0,
        k,
        options.dim(),
        options.encoding().word(),
        IntStream.range(0, scale.length).mapToObj(j -> scale[j]).toList(),
        1,
        0,
        "first",
        0.5,
        1,
        k,
        1,
        new ArrayList<>(),
        new ArrayList<>(),
        1,
        List.of(0),
        k,
        new Manifest.Size(0, 0, 0, "made up"),
        Hashes.hex(checksum));
  }

  @Override
  public int[] clusters() {
    return IntStream.range(0, k).toArray();
  }

  @Override
  public void centroid(int cluster, float[] out) {
    System.arraycopy(centroids, cluster * options.dim(), out, 0, options.dim());
  }

  @Override
  public void forEach(Visitor visitor) {
    for (long feature = number; feature < options.features(); feature += options.fields()) {
      visitor.visit(name(feature), (int) Long.remainderUnsigned((feature * GOLDEN) >>> 8, k));
    }
  }

  @Override
  public List<Position> positions() {
    return List.of();
  }
}
