package io.saec.clustering;

import io.saec.model.Encoding;

/**
 * How a codebook is made.
 *
 * @param iterations of Lloyd's algorithm at the most, at least 1
 * @param encoding grid of the published centroids
 */
public record ClusteringOptions(int iterations, Encoding encoding) {
  public ClusteringOptions {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1: " + iterations);
    }
  }
}
