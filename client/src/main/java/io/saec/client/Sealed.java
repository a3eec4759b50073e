package io.saec.client;

/**
 * A version that every shard has sealed: what one volatile write publishes.
 *
 * @param codebook of the version
 * @param churn see {@link FieldStatus#churn}
 * @param distortionAll see {@link FieldStatus#distortionAll}
 * @param distortionArrivals see {@link FieldStatus#distortionArrivals}
 */
record Sealed(Codebook codebook, double churn, double distortionAll, double distortionArrivals) {

  static Sealed of(Codebook codebook, SealTally tally) {
    return new Sealed(codebook, tally.churn(), tally.distortionAll(), tally.distortionArrivals());
  }

  long version() {
    return codebook.version();
  }
}
