package io.saec.model;

/**
 * The value of a {@code field#shard} record: all that this shard has to say at this version has
 * been said.
 *
 * @param version of the codebook
 * @param shards that the field has in all, so that a reader can tell which features are meant
 * @param features mapped in this shard
 * @param moved features whose cluster is another than at the last seal
 * @param held features whose cluster is the same as at the last seal
 * @param error sum over the whole shard of squared distances to the centroid, in millionths of the
 *     manifest's unit
 * @param arrivalError the same over the features that no other seal had mapped before
 * @param checksum sum of {@link Hashes#ofMapping} over the whole shard
 */
public record Seal(
    long version,
    int shards,
    long features,
    long moved,
    long held,
    long error,
    long arrivalError,
    long checksum) {}
