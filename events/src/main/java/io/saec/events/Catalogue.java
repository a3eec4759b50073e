package io.saec.events;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which features of a made-up field are in use, and how popular each is. Features are numbers from
 * 0 up, in order of arrival. Four bytes a feature in use, one bit a feature that ever was. (not
 * thread safe)
 */
final class Catalogue {
  private final int maxFeatures;
  private final double arrival;
  private final Zipf zipf;
  private final SplitMix64 random;
  private final BitSet seen = new BitSet();
  private int[] featureByRank;
  private int inUse;
  private int known;
  private int rank;

  Catalogue(SyntheticField field, Zipf zipf, SplitMix64 random) {
    this(field.features(), field.maxFeatures(), field.arrival(), zipf, random);
  }

  /**
   * @param features known at the start
   * @param maxFeatures in use at a time
   * @param arrival share of the events that bring a new one
   */
  Catalogue(int features, int maxFeatures, double arrival, Zipf zipf, SplitMix64 random) {
    this.maxFeatures = maxFeatures;
    this.arrival = arrival;
    this.zipf = zipf;
    this.random = random;
    this.featureByRank = new int[features];
    while (known < features) {
      arrive();
    }
  }

  /** The next event's feature: a new one now and then, else one by popularity. */
  int draw() {
    if (random.nextDouble() < arrival) {
      return arrive();
    }
    rank = zipf.draw(inUse, random) - 1;
    return featureByRank[rank];
  }

  /**
   * How popular the feature is that was drawn last: the natural logarithm of the features in use by
   * its rank, 0 for the last of them.
   */
  double popularity() {
    return StrictMath.log(inUse / (rank + 1.0));
  }

  /** Whether this is the first call with this feature. */
  boolean isFirst(int feature) {
    boolean first = !seen.get(feature);
    seen.set(feature);
    return first;
  }

  /** A new feature takes any rank; the one that had it drops to the end, or out if that is full. */
  private int arrive() {
    int feature = known++;
    if (inUse < maxFeatures) {
      if (inUse == featureByRank.length) {
        featureByRank = Arrays.copyOf(featureByRank, (int) Math.min(2L * inUse, maxFeatures));
      }
      rank = random.nextInt(inUse + 1);
      featureByRank[inUse++] = featureByRank[rank];
    } else {
      rank = random.nextInt(inUse);
    }
    featureByRank[rank] = feature;
    return feature;
  }
}
