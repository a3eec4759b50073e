package io.saec.state;

/**
 * A field at a boundary.
 *
 * @param fieldId of the field, see {@link io.saec.model.FieldShard}
 * @param boundary in slides
 */
public record FieldBoundary(long fieldId, long boundary) {}
