package io.saec.bench;

import io.saec.model.Encoding;

/**
 * A table to be served, and how it is measured.
 *
 * @param seed of all that is drawn
 * @param features of all fields together
 * @param fields that they are spread over evenly
 * @param dim of every field
 * @param clusterShare clusters by features
 * @param encoding of the centroids
 * @param fingerprintBits of the table that is looked up in
 * @param probes look-ups that are timed, of each kind
 */
public record ServingOptions(
    long seed,
    long features,
    int fields,
    int dim,
    double clusterShare,
    Encoding encoding,
    int fingerprintBits,
    int probes) {

  public ServingOptions {
    if (fields < 1 || features < fields) {
      throw new IllegalArgumentException(features + " features are too few for " + fields);
    }
    if (probes < 1) {
      throw new IllegalArgumentException(probes + " look-ups are too few");
    }
  }
}
