package io.saec.client.snapshot;

/**
 * A layer as it is written.
 *
 * @param shape of it
 * @param thresholds shape [shape.thresholds]: of a bucket's start places, as many are rejected
 * @param table shape [slots / 8, columns], bit i of a byte is slot i of the group
 */
record SolvedLayer(Layer shape, byte[] thresholds, byte[] table) {}
