package io.saec.state;

/**
 * The clusters that BUDGET grants a field.
 *
 * @param fieldId see {@link io.saec.model.FieldShard}
 * @param boundary of {@link Window} from which on it holds
 * @param clusters at least 1
 */
public record Quota(long fieldId, long boundary, int clusters) {}
