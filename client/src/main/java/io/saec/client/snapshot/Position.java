package io.saec.client.snapshot;

/**
 * How far a topic had been read when a snapshot was taken. Reading on from there misses nothing; a
 * few records before it may be in the snapshot already.
 *
 * @param offset of the next record
 */
public record Position(String topic, int partition, long offset) {}
