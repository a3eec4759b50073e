package io.saec.client.snapshot;

import io.saec.model.Encoding;
import io.saec.model.Manifest;
import io.saec.model.ValueCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Centroids as they lie in a file: their values one by one, or, where one step serves all
 * dimensions, coded if that takes less.
 *
 * @param scale by dimension; only the first where they are coded; empty but for INT8
 * @param bytes of the values, little-endian
 * @param coded whether the values are coded by {@link ValueCode}
 */
record StoredCentroids(float[] scale, byte[] bytes, boolean coded) {

  /**
   * Those of a field.
   *
   * @throws SnapshotException if one does not lie on the grid, or they have more than 2 GiB
   */
  static StoredCentroids of(SealedField field, Encoding encoding) throws SnapshotException {
    Manifest manifest = field.manifest();
    float[] scale = scale(manifest, encoding);
    byte[] plain = plain(field, new CentroidCodec(encoding, scale), manifest.dim());
    if (oneStep(scale) && inRange(plain) && ValueCode.bytes(plain, manifest.dim()) < plain.length) {
      byte[] coded = ValueCode.encode(plain, manifest.dim());
      return new StoredCentroids(Arrays.copyOf(scale, 1), coded, true);
    }
    return new StoredCentroids(scale, plain, false);
  }

  private static float[] scale(Manifest manifest, Encoding encoding) throws SnapshotException {
    List<Float> steps = manifest.scale();
    if (steps.size() != (encoding == Encoding.INT8 ? manifest.dim() : 0)) {
      throw new SnapshotException(
          "the manifest has " + steps.size() + " scales for dimension " + manifest.dim());
    }
    float[] scale = new float[steps.size()];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = steps.get(j);
    }
    return scale;
  }

  private static byte[] plain(SealedField field, CentroidCodec codec, int dim)
      throws SnapshotException {
    int[] clusters = field.clusters();
    long length = (long) clusters.length * dim * codec.encoding().bytes();
    if (length > Integer.MAX_VALUE) {
      throw Shape.tooLarge();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    float[] centroid = new float[dim];
    for (int cluster : clusters) {
      field.centroid(cluster, centroid);
      if (!codec.put(centroid, dim, bytes)) {
        throw new SnapshotException(
            "centroid of cluster %d is not on the grid of %s"
                .formatted(cluster, codec.encoding().word()));
      }
    }
    return bytes.array();
  }

  private static boolean oneStep(float[] scale) {
    boolean one = scale.length > 0;
    for (float step : scale) {
      one &= step == scale[0];
    }
    return one;
  }

  /** A step of one's own making may have -128 of them. */
  private static boolean inRange(byte[] values) {
    boolean in = true;
    for (byte value : values) {
      in &= value >= -ValueCode.MOST;
    }
    return in;
  }

  /** Bytes of the values if they are coded, 0 if not: what {@link Shape} asks for. */
  int codedBytes() {
    return coded ? bytes.length : 0;
  }
}
