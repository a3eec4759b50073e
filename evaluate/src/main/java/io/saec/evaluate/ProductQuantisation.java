package io.saec.evaluate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Product quantisation (Jégou, Douze and Schmid, PAMI 2011) in two halves: a feature has an id in
 * the first half of the dimensions and one in the second, each of as many bits.
 */
final class ProductQuantisation {
  private static final int MOST_BITS = 8;

  private ProductQuantisation() {}

  /**
   * The most bits that fit.
   *
   * @param features of each field
   */
  static Optional<Restored.Plan> plan(int[] features, int dim, long budget, Precision precision) {
    for (int bits = MOST_BITS; bits > 0; bits--) {
      int most = 1 << bits;
      int[] ks = Arrays.stream(features).map(n -> Math.min(n, most)).toArray();
      long bytes = bytes(features, ks, dim, precision);
      if (bytes <= budget) {
        return Optional.of(new Restored.Plan(ks, bytes));
      }
    }
    return Optional.empty();
  }

  private static long bytes(int[] features, int[] ks, int dim, Precision precision) {
    long bytes = 0;
    for (int field = 0; field < ks.length; field++) {
      int half = half(dim);
      bytes += precision.packed().compressed(features[field], ks[field], half);
      bytes += precision.packed().compressed(features[field], ks[field], dim - half);
    }
    return bytes;
  }

  /** The vectors as they come back, shape [features, dim]. */
  static float[] restore(FieldEmbeddings field, int k, long seed, Precision precision) {
    int half = half(field.dim());
    float[] restored = new float[field.vectors().length];
    restore(field, 0, half, k, seed, precision, restored);
    restore(field, half, field.dim(), k, seed, precision, restored);
    return restored;
  }

  private static void restore(
      FieldEmbeddings field,
      int from,
      int to,
      int k,
      long seed,
      Precision precision,
      float[] restored) {
    int dim = field.dim();
    int width = to - from;
    float[] part = new float[field.size() * width];
    for (int i = 0; i < field.size(); i++) {
      System.arraycopy(field.vectors(), i * dim + from, part, i * width, width);
    }
    float[] back = Clustered.of(part, width, k, seed).restored(width, precision);
    for (int i = 0; i < field.size(); i++) {
      System.arraycopy(back, i * width, restored, i * dim + from, width);
    }
  }

  private static int half(int dim) {
    return (dim + 1) / 2;
  }
}
