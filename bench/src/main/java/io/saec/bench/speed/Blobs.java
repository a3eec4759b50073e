package io.saec.bench.speed;

import io.saec.events.SplitMix64;
import java.util.Locale;

/**
 * How made-up points lie. Of either kind there are as many blobs as centroids are asked for, of the
 * same size on average; points of a blob are independent in every dimension.
 */
public enum Blobs {
  /**
   * Blobs anywhere: their centres lie about the origin with deviation 1, points about the centre of
   * theirs with {@link #SPREAD}.
   */
  FLAT(1) {
    @Override
    float[] centres(int k, int dim, SplitMix64 random) {
      return about(new float[dim], k, dim, 1, random);
    }
  },

  /**
   * Blobs within blobs, about sqrt(k) groups of as many each: the groups lie as flat blobs do, the
   * centres of their blobs about them with a quarter of the deviation, points with a quarter of
   * {@link #SPREAD}.
   */
  HIERARCHICAL(0.25f) {
    @Override
    float[] centres(int k, int dim, SplitMix64 random) {
      int groups = (int) Math.ceil(Math.sqrt(k));
      return about(FLAT.centres(groups, dim, random), k, dim, share(), random);
    }
  };

  /** Deviation of points about the centre of their blob, where that of the centres is 1. */
  static final float SPREAD = 0.45f;

  private final float share;

  Blobs(float share) {
    this.share = share;
  }

  /** As a file's name has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Deviation of blobs within their group by that of groups. */
  float share() {
    return share;
  }

  /** Deviation of points about the centre of their blob, in each dimension. */
  float spread() {
    return SPREAD * share;
  }

  /** Centres of the blobs, shape [k, dim]. */
  abstract float[] centres(int k, int dim, SplitMix64 random);

  /** Points of blobs that are drawn one by one, shape [n, dim]. */
  float[] points(int n, int k, int dim, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[] centres = centres(k, dim, random);
    float[] points = new float[n * dim];
    for (int i = 0; i < n; i++) {
      int blob = random.nextInt(k);
      for (int j = 0; j < dim; j++) {
        points[i * dim + j] = centres[blob * dim + j] + spread() * random.nextNoise();
      }
    }
    return points;
  }

  /** So many rows, each about the next of some middles, round and round. */
  private static float[] about(
      float[] middles, int rows, int dim, float deviation, SplitMix64 random) {
    float[] values = new float[rows * dim];
    for (int at = 0; at < values.length; at++) {
      values[at] = middles[at % middles.length] + deviation * random.nextNoise();
    }
    return values;
  }
}
