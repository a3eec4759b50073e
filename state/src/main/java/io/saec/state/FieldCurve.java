package io.saec.state;

import io.saec.clustering.budget.ErrorCurve;

/**
 * What BUDGET is told of a field at a boundary.
 *
 * @param fieldId see {@link io.saec.model.FieldShard}
 * @param boundary of {@link Window}
 * @param live features of the field
 * @param least clusters it must have
 * @param most clusters it can have
 * @param errors by number of clusters
 */
public record FieldCurve(
    long fieldId, long boundary, int live, int least, int most, ErrorCurve errors) {}
