package io.saec.bench;

import io.saec.clustering.Head;
import io.saec.clustering.budget.ErrorCurve;
import java.util.List;

/**
 * What is clustered at a boundary, and into how many.
 *
 * @param heads to cluster, in the order of the fields, and so the next two
 * @param ks clusters of the fields
 * @param curves that they were chosen by, empty if by none
 * @param budget in bytes, {@link #UNBOUNDED} if there is none
 */
record Plan(List<Head> heads, int[] ks, List<ErrorCurve> curves, long budget) {
  static final long UNBOUNDED = Long.MAX_VALUE;

  boolean isBounded() {
    return budget != UNBOUNDED;
  }

  /** Error over all occurrences that is expected of a field; NaN if there is no telling. */
  double expected(int field) {
    return curves.isEmpty() ? Double.NaN : curves.get(field).errorAt(ks[field]);
  }
}
