package io.saec.events;

/**
 * Embeddings with something to find: each is the centre of its feature's group, groups lie close in
 * families of {@value #FAMILY}, and every feature has noise of its own. Centres go round slowly
 * with event time. All of it is a function of (seed, feature, time): no state a feature.
 */
final class DriftingBlobs {
  private static final int FAMILY = 8;
  private static final float GROUP_SPREAD = 0.4f;
  private static final float DRIFT = 0.3f;
  private static final float NOISE = 0.15f;

  private final long seed;
  private final int dim;
  private final long periodMillis;
  private final float[][] centres;
  private final float[][] cosine;
  private final float[][] sine;

  DriftingBlobs(long seed, int dim, int groups, long periodMillis) {
    this.seed = seed;
    this.dim = dim;
    this.periodMillis = periodMillis;
    this.centres = new float[groups][];
    this.cosine = new float[groups][];
    this.sine = new float[groups][];
    for (int group = 0; group < groups; group++) {
      SplitMix64 family = new SplitMix64(SplitMix64.mix(seed, -1 - group / FAMILY));
      SplitMix64 own = new SplitMix64(SplitMix64.mix(~seed, group));
      centres[group] = sum(noise(family, 1), noise(own, GROUP_SPREAD));
      cosine[group] = noise(own, DRIFT);
      sine[group] = noise(own, DRIFT);
    }
  }

  /** The group a feature belongs to. */
  int groupOf(int feature) {
    return random(feature).nextInt(centres.length);
  }

  /**
   * The embedding that a feature has at a time.
   *
   * @param ts epoch milliseconds
   * @return shape [dim]
   */
  float[] at(int feature, long ts) {
    SplitMix64 random = random(feature);
    int group = random.nextInt(centres.length);
    double angle = 2 * Math.PI * (Math.floorMod(ts, periodMillis) / (double) periodMillis);
    float cos = (float) StrictMath.cos(angle);
    float sin = (float) StrictMath.sin(angle);
    float[] embedding = new float[dim];
    for (int j = 0; j < dim; j++) {
      embedding[j] =
          centres[group][j]
              + cos * cosine[group][j]
              + sin * sine[group][j]
              + NOISE * random.nextNoise();
    }
    return embedding;
  }

  private SplitMix64 random(int feature) {
    return new SplitMix64(SplitMix64.mix(seed, feature));
  }

  private float[] noise(SplitMix64 random, float spread) {
    float[] noise = new float[dim];
    for (int j = 0; j < dim; j++) {
      noise[j] = spread * random.nextNoise();
    }
    return noise;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int j = 0; j < sum.length; j++) {
      sum[j] += b[j];
    }
    return sum;
  }
}
