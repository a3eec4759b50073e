package io.saec.model;

/**
 * A feature's cluster, the value of a {@code field/feature} record.
 *
 * @param cluster id of the cluster
 * @param version of the codebook that the cluster was chosen from
 * @param reason why it was published
 * @param ts event time it stands for, epoch milliseconds
 */
public record MappingUpdate(int cluster, long version, Reason reason, long ts) {}
