package io.saec.job;

/**
 * Names of the job's topics.
 *
 * @param events in
 * @param mapping out: feature to cluster, and seals
 * @param codebooks out: centroids and manifests
 * @param deadLetters out: what could not be taken
 * @param create whether missing ones are created
 * @param partitions of a topic that is created
 * @param replication of a topic that is created; -1 for the broker's default
 */
public record Topics(
    String events,
    String mapping,
    String codebooks,
    String deadLetters,
    boolean create,
    int partitions,
    short replication) {}
