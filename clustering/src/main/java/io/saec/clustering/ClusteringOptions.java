package io.saec.clustering;

import io.saec.model.Encoding;
import java.io.Serializable;

/**
 * How a codebook is made.
 *
 * @param iterations of Lloyd's algorithm at the most, at least 1
 * @param encoding grid of the published centroids
 * @param valueBits bits of a value: those of the encoding; or, where it is INT8, 2 to 7 that a
 *     value coded by {@link io.saec.model.ValueCode} may take on the average
 * @param weighting how much features count in k-means
 * @param effort what one clustering may take; changes nothing that comes out
 */
public record ClusteringOptions(
    int iterations, Encoding encoding, int valueBits, Weighting weighting, Effort effort)
    implements Serializable {
  private static final int LEAST_CODED_BITS = 2;

  public ClusteringOptions {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1: " + iterations);
    }
    boolean coded = encoding == Encoding.INT8 && valueBits >= LEAST_CODED_BITS;
    if (valueBits > encoding.bits() || (valueBits < encoding.bits() && !coded)) {
      throw new IllegalArgumentException(
          "a value of " + encoding.word() + " does not take " + valueBits + " bits");
    }
  }

  /** With values that are not coded. */
  public ClusteringOptions(int iterations, Encoding encoding, Weighting weighting, Effort effort) {
    this(iterations, encoding, encoding.bits(), weighting, effort);
  }

  /** With the default effort. */
  public ClusteringOptions(int iterations, Encoding encoding, Weighting weighting) {
    this(iterations, encoding, weighting, Effort.DEFAULT);
  }

  /** With features weighted by their frequency. */
  public ClusteringOptions(int iterations, Encoding encoding) {
    this(iterations, encoding, Weighting.FREQUENCY);
  }

  /** Whether values are to be coded. */
  boolean coded() {
    return valueBits < encoding.bits();
  }
}
