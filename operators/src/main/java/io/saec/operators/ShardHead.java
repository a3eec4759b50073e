package io.saec.operators;

import io.saec.clustering.HeadShare;

/**
 * A shard's part of its field's head at a boundary; it may be empty.
 *
 * @param key field and shard, see {@link io.saec.model.FieldShard}
 * @param boundary of {@link io.saec.state.Window}
 * @param share most frequent features first
 */
public record ShardHead(long key, long boundary, HeadShare share) {}
