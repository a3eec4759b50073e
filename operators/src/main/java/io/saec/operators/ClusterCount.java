package io.saec.operators;

import java.io.Serializable;

/**
 * How many clusters a field gets.
 *
 * @param fixed number of clusters; 0 to go by {@code share}
 * @param share of the live features, in (0, 1]
 * @param floor up to this many features keep a vector each, and no share asks for fewer clusters
 * @param cap the most clusters, whatever the share
 * @param byBudget whether BUDGET decides: number or share are then the most that it could grant
 */
public record ClusterCount(int fixed, double share, int floor, int cap, boolean byBudget)
    implements Serializable {

  /** A number or a share that BUDGET has no say in. */
  public ClusterCount(int fixed, double share, int floor, int cap) {
    this(fixed, share, floor, cap, false);
  }

  /**
   * Clusters for so many live features, at the most: never more than there are, and all of them
   * below the floor. The counts of a field's shards add up to no less than the count of the field.
   */
  public int of(int live) {
    if (isBelowFloor(live)) {
      return live;
    }
    long wanted = fixed > 0 ? fixed : Math.max(floor, (long) Math.ceil(share * live));
    return (int) Math.max(1, Math.min(live, Math.min(wanted, cap)));
  }

  /** Whether each of so many features keeps a vector of its own. */
  public boolean isBelowFloor(int live) {
    return live <= floor;
  }
}
