package io.saec.clustering;

import io.saec.model.Encoding;

/**
 * How a codebook is made.
 *
 * @param iterations of Lloyd's algorithm at the most
 * @param encoding grid of the published centroids
 */
public record ClusteringOptions(int iterations, Encoding encoding) {}
