package io.saec.operators;

import org.jspecify.annotations.Nullable;

/**
 * A feature was seen within one pane.
 *
 * @param key field and shard, see {@link io.saec.model.FieldShard}
 * @param feature one value of the field
 * @param pane of {@link io.saec.state.Window}
 * @param count occurrences, at least 0
 * @param embeddingTs event time of the embedding, milliseconds; 0 where there is none
 * @param embedding shape [dim]; null where none came
 */
public record Occurrences(
    long key,
    String feature,
    long pane,
    long count,
    long embeddingTs,
    float @Nullable [] embedding) {}
