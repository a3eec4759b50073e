package io.saec.state;

import io.saec.clustering.Head;

/**
 * A field's head at a boundary, merged from those of its shards.
 *
 * @param fieldId see {@link io.saec.model.FieldShard}
 * @param reached the boundary, and the features that the shards hold
 * @param head at least one feature
 */
public record FieldHead(long fieldId, FieldProgress reached, Head head) {}
