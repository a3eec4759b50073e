package io.saec.state;

/**
 * When CURVE last told BUDGET of a field.
 *
 * @param boundary of {@link Window}
 * @param live features of the field then
 */
public record CurveDrawn(long boundary, int live) {}
