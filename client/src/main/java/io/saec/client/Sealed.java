package io.saec.client;

/**
 * A version that every shard has sealed: what one volatile write publishes.
 *
 * @param codebook of the version
 * @param churn share of the features mapped before that it moved; NaN if there were none
 */
record Sealed(Codebook codebook, double churn) {
  long version() {
    return codebook.version();
  }
}
