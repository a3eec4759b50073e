package io.saec.client.snapshot;

/**
 * A layer as it is written.
 *
 * @param shape of it
 * @param thresholds shape [shape.thresholds]: of a bucket's start places, as many are rejected
 * @param table shape [slots / 64, columns]
 */
record SolvedLayer(Layer shape, byte[] thresholds, long[] table) {}
