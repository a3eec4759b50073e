package io.saec.bench;

/**
 * How many clusters a field gets, as a job's options say it.
 *
 * @param share of the live features, in (0, 1]
 * @param floor up to this many features keep a vector each, and no share asks for fewer clusters
 */
public record ClusterRule(double share, int floor) {
  public ClusterRule {
    if (!(share > 0 && share <= 1) || floor < 0) {
      throw new IllegalArgumentException("share " + share + " and floor " + floor);
    }
  }

  /** Clusters for so many live features. */
  int of(int live) {
    return (int) Math.min(live, Math.max(floor, (long) Math.ceil(share * live)));
  }
}
