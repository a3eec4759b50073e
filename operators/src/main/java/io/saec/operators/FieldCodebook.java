package io.saec.operators;

import io.saec.clustering.Codebook;

/**
 * A field's new codebook.
 *
 * @param fieldId see {@link io.saec.model.FieldShard}
 * @param boundary of {@link io.saec.state.Window} as of which it was made
 * @param codebook with a version of its own
 */
public record FieldCodebook(long fieldId, long boundary, Codebook codebook) {}
