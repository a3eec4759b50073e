package io.saec.events;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which features of a made-up field are in use, and how popular each is. Features are numbers from
 * 0 up, in order of arrival. Four bytes a feature in use, one bit a feature that ever was. (not
 * thread safe)
 */
final class Catalogue {
  private final SyntheticField field;
  private final Zipf zipf;
  private final SplitMix64 random;
  private final BitSet seen = new BitSet();
  private int[] featureByRank;
  private int inUse;
  private int known;

  Catalogue(SyntheticField field, Zipf zipf, SplitMix64 random) {
    this.field = field;
    this.zipf = zipf;
    this.random = random;
    this.featureByRank = new int[field.features()];
    while (known < field.features()) {
      arrive();
    }
  }

  /** The next event's feature: a new one now and then, else one by popularity. */
  int draw() {
    return random.nextDouble() < field.arrival()
        ? arrive()
        : featureByRank[zipf.draw(inUse, random) - 1];
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
    if (inUse < field.maxFeatures()) {
      if (inUse == featureByRank.length) {
        featureByRank = Arrays.copyOf(featureByRank, Math.min(2 * inUse, field.maxFeatures()));
      }
      int rank = random.nextInt(inUse + 1);
      featureByRank[inUse++] = featureByRank[rank];
      featureByRank[rank] = feature;
    } else {
      featureByRank[random.nextInt(inUse)] = feature;
    }
    return feature;
  }
}
