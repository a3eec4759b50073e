package io.saec.clustering;

import io.saec.model.Encoding;

/**
 * How a codebook is made.
 *
 * @param iterations of Lloyd's algorithm at the most, at least 1
 * @param encoding grid of the published centroids
 * @param weighting how much features count in k-means
 */
public record ClusteringOptions(int iterations, Encoding encoding, Weighting weighting) {
  public ClusteringOptions {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1: " + iterations);
    }
  }

  /** With features weighted by their frequency. */
  public ClusteringOptions(int iterations, Encoding encoding) {
    this(iterations, encoding, Weighting.FREQUENCY);
  }
}
