package io.saec.clustering.budget;

import io.saec.clustering.Head;
import java.util.Random;

/** Shapes of heads, from a seed. */
enum Shape {
  /** No structure at all. */
  GAUSSIAN(0, 0),
  /** 40 blobs apart from each other. */
  BLOBS(1, 40),
  /** 10 blobs of 10 blobs of 10 blobs. */
  HIERARCHY(3, 10);

  private final int levels;
  private final int children;

  Shape(int levels, int children) {
    this.levels = levels;
    this.children = children;
  }

  /** Features of the head were all seen once, or as often as a Zipf law has it. */
  Head head(long seed, int n, int dim, boolean zipf) {
    Random random = new Random(seed);
    float[] embeddings = new float[n * dim];
    int[] nodes = new int[n];
    int blobs = 1;
    float deviation = 1;
    for (int level = 0; level < levels; level++) {
      blobs *= children;
      deviation /= 3;
      float[] centres = gaussian(random, blobs * dim, deviation * 10);
      for (int i = 0; i < n; i++) {
        nodes[i] = nodes[i] * children + random.nextInt(children);
        for (int j = 0; j < dim; j++) {
          embeddings[i * dim + j] += centres[nodes[i] * dim + j];
        }
      }
    }
    float[] noise = gaussian(random, n * dim, deviation * 3);
    long[] frequencies = new long[n];
    long occurrences = 0;
    for (int i = 0; i < n; i++) {
      frequencies[i] = zipf ? 1 + 30L * n / (i + 1) : 1;
      occurrences += frequencies[i];
      for (int j = 0; j < dim; j++) {
        embeddings[i * dim + j] += noise[i * dim + j];
      }
    }
    return new Head(dim, embeddings, frequencies, occurrences);
  }

  private static float[] gaussian(Random random, int length, float deviation) {
    float[] values = new float[length];
    for (int at = 0; at < length; at++) {
      values[at] = (float) random.nextGaussian() * deviation;
    }
    return values;
  }
}
