package io.saec.clustering;

import io.saec.model.Encoding;
import java.io.Serializable;

/**
 * How a codebook is made.
 *
 * @param iterations of Lloyd's algorithm at the most, at least 1
 * @param encoding grid of the published centroids
 * @param weighting how much features count in k-means
 * @param effort what one clustering may take; changes nothing that comes out
 */
public record ClusteringOptions(
    int iterations, Encoding encoding, Weighting weighting, Effort effort) implements Serializable {
  public ClusteringOptions {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1: " + iterations);
    }
  }

  /** With the default effort. */
  public ClusteringOptions(int iterations, Encoding encoding, Weighting weighting) {
    this(iterations, encoding, weighting, Effort.DEFAULT);
  }

  /** With features weighted by their frequency. */
  public ClusteringOptions(int iterations, Encoding encoding) {
    this(iterations, encoding, Weighting.FREQUENCY);
  }
}
