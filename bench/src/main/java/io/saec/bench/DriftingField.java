package io.saec.bench;

import io.saec.events.SplitMix64;
import java.util.Arrays;

/**
 * A made-up field that lives, day by day: features are long-tailed in popularity and lie about
 * their groups' centres, groups lie in families, centres wander, groups die and are born, and new
 * features come all the time. A feature's embedding is as new as its last occurrence. When a group
 * dies, half of its features go over to others and the rest is not seen again. The options and the
 * seed decide every bit. (not thread safe)
 */
final class DriftingField {
  private static final int FAMILY = 8;
  private static final float OF_FAMILY = 1;
  private static final float OF_GROUP = 0.5f;
  private static final float OF_FEATURE = 0.3f;

  /** Steps of the centres' walk: in a month they go about a third of the way between groups. */
  private static final float STEP_A_DAY = 0.03f;

  /** Share of the groups that die on a day and are replaced. */
  private static final double DEATHS_A_DAY = 0.004;

  /** Share of the new features that go to groups born within the last days. */
  private static final double TO_THE_NEW = 0.5;

  /** Where counts are drawn from a normal distribution rather than a Poisson one. */
  private static final double OFTEN = 50;

  private final DriftingFieldOptions options;
  private final SplitMix64 random;
  private final SplitMix64 noises;
  private final long seed;
  private final float[][] centres;

  /** The groups by birth, the newest first. */
  private final int[] newest;

  private int features;
  private int[] groups;

  /** How often a feature is seen a day, before all is scaled to the field's occurrences. */
  private double[] popularity;

  DriftingField(DriftingFieldOptions options, long seed) {
    this.options = options;
    this.seed = seed;
    this.random = new SplitMix64(SplitMix64.mix(seed, 1));
    this.noises = new SplitMix64(SplitMix64.mix(seed, 2));
    this.centres = new float[options.groups()][];
    this.newest = new int[options.groups()];
    this.groups = new int[options.features()];
    this.popularity = new double[options.features()];
    for (int group = 0; group < centres.length; group++) {
      newest[group] = group;
      centres[group] = centre(random.nextInt(families()));
    }
    while (features < options.features()) {
      arrive(random.nextInt(centres.length));
    }
  }

  /** Lets a day pass: the window gets what is seen on it. */
  void day(long pane, FieldWindow window) {
    wander();
    for (double deaths = DEATHS_A_DAY * centres.length; random.nextDouble() < deaths; deaths--) {
      replace(random.nextInt(centres.length));
    }
    double arrivals = options.arrivals() * options.features();
    for (; random.nextDouble() < arrivals; arrivals--) {
      arrive(
          random.nextDouble() < TO_THE_NEW
              ? newest[random.nextInt(Math.min(newest.length, 1 + newest.length / 20))]
              : random.nextInt(centres.length));
    }
    see(pane, window);
  }

  private int families() {
    return (centres.length + FAMILY - 1) / FAMILY;
  }

  private float[] centre(int family) {
    SplitMix64 ofFamily = new SplitMix64(SplitMix64.mix(seed, -1 - family));
    float[] centre = new float[options.dim()];
    for (int j = 0; j < centre.length; j++) {
      centre[j] = OF_FAMILY * ofFamily.nextNoise() + OF_GROUP * random.nextNoise();
    }
    return centre;
  }

  private void wander() {
    for (float[] centre : centres) {
      for (int j = 0; j < centre.length; j++) {
        centre[j] += STEP_A_DAY * random.nextNoise();
      }
    }
  }

  /** A group dies and another is born under its number. */
  private void replace(int dying) {
    for (int feature = 0; feature < features; feature++) {
      if (groups[feature] == dying) {
        groups[feature] = random.nextInt(centres.length);
        popularity[feature] *= random.nextInt(2);
      }
    }
    centres[dying] = centre(random.nextInt(families()));
    int place = 0;
    while (newest[place] != dying) {
      place++;
    }
    System.arraycopy(newest, 0, newest, 1, place);
    newest[0] = dying;
  }

  private void arrive(int group) {
    if (features == groups.length) {
      groups = Arrays.copyOf(groups, features + features / 2 + 1);
      popularity = Arrays.copyOf(popularity, groups.length);
    }
    double rank = Math.max(1, random.nextDouble() * options.features());
    groups[features] = group;
    // StrictMath: the same stream on every machine.
    popularity[features] = StrictMath.pow(rank, -options.exponent());
    features++;
  }

  private void see(long pane, FieldWindow window) {
    double total = 0;
    for (int feature = 0; feature < features; feature++) {
      total += popularity[feature];
    }
    float[] embedding = new float[options.dim()];
    for (int feature = 0; feature < features; feature++) {
      int count = count(options.occurrences() * popularity[feature] / total);
      if (count > 0) {
        SplitMix64 own = new SplitMix64(SplitMix64.mix(~seed, feature));
        float[] centre = centres[groups[feature]];
        for (int j = 0; j < embedding.length; j++) {
          embedding[j] = centre[j] + OF_FEATURE * own.nextNoise();
        }
        window.see(feature, pane, count);
        window.embed(feature, embedding);
      }
    }
  }

  /** A count of that mean. */
  private int count(double mean) {
    if (mean > OFTEN) {
      return (int) Math.round(mean + Math.sqrt(mean) * noises.nextNoise());
    }
    double left = StrictMath.exp(-mean);
    int count = 0;
    for (double product = noises.nextDouble(); product > left; product *= noises.nextDouble()) {
      count++;
    }
    return count;
  }
}
