package io.saec.bench;

import java.util.List;

/** How many clusters each field gets, as a job's options say it. */
public sealed interface ClusterRule permits ClusterShare, ClusterBudget {

  /**
   * Heads and clusters for the fields of a boundary.
   *
   * @param headCoverage share of a field's occurrences that its head covers
   * @param headFeatures the most features of a head
   */
  Plan plan(List<FieldSnapshot> fields, double headCoverage, int headFeatures);
}
