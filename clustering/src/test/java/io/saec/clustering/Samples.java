package io.saec.clustering;

import java.util.Arrays;
import java.util.Random;

/** Points to cluster, from a seed. */
final class Samples {
  private Samples() {}

  /** Gaussian blobs with frequencies that fall like 1 / rank, the shape of a field's head. */
  static Head blobs(long seed, int n, int dim, int blobs) {
    Random random = new Random(seed);
    float[] centres = gaussian(random, blobs * dim, 3);
    float[] embeddings = gaussian(random, n * dim, 0.3f);
    long[] frequencies = new long[n];
    long occurrences = 0;
    for (int i = 0; i < n; i++) {
      int blob = random.nextInt(blobs);
      for (int j = 0; j < dim; j++) {
        embeddings[i * dim + j] += centres[blob * dim + j];
      }
      frequencies[i] = 1 + 1000L / (i + 1);
      occurrences += frequencies[i];
    }
    return new Head(dim, embeddings, frequencies, occurrences);
  }

  /** The same features a while later: every value drifted by about {@code by}. */
  static Head drifted(Head head, long seed, float by) {
    float[] moved = gaussian(new Random(seed), head.embeddings().length, by);
    for (int at = 0; at < moved.length; at++) {
      moved[at] += head.embeddings()[at];
    }
    return new Head(head.dim(), moved, head.frequencies(), head.occurrences());
  }

  static float[] gaussian(Random random, int length, float deviation) {
    float[] values = new float[length];
    for (int at = 0; at < length; at++) {
      values[at] = (float) random.nextGaussian() * deviation;
    }
    return values;
  }

  /** One-dimensional points that are all seen once. */
  static Head line(float... values) {
    long[] frequencies = new long[values.length];
    Arrays.fill(frequencies, 1);
    return new Head(1, values, frequencies, values.length);
  }

  static Head weighted(float[] values, long... frequencies) {
    return new Head(
        values.length / frequencies.length, values, frequencies, Arrays.stream(frequencies).sum());
  }
}
