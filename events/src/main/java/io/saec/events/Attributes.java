package io.saec.events;

import io.saec.events.RowSource.Attribute;

/**
 * The attribute of each feature of another field: most features have one of the few that their
 * group has, the others have any. A function of (seed, feature): no state. (not thread safe)
 */
final class Attributes {
  private static final double LIKE_GROUP = 0.7;
  private static final int OF_A_GROUP = 16;

  private final long seed;
  private final int features;
  private final Zipf zipf;
  private final HiddenEffects owners;

  /**
   * @param owners whose groups decide
   */
  Attributes(long seed, Attribute attribute, HiddenEffects owners) {
    this.seed = seed;
    this.features = attribute.features();
    this.zipf = new Zipf(attribute.zipfExponent());
    this.owners = owners;
  }

  /** The attribute of a feature of the other field. */
  int of(int owner) {
    SplitMix64 random = new SplitMix64(SplitMix64.mix(seed, owner));
    if (random.nextDouble() < LIKE_GROUP) {
      long place = (long) owners.groupOf(owner) * OF_A_GROUP + random.nextInt(OF_A_GROUP);
      random = new SplitMix64(SplitMix64.mix(~seed, place));
    }
    return zipf.draw(features, random) - 1;
  }
}
