package io.saec.operators;

import java.io.Serializable;

/**
 * How many clusters a field gets.
 *
 * @param fixed number of clusters; 0 to go by {@code share}
 * @param share of the live features, in (0, 1]
 * @param floor up to this many features keep a vector each, and no share asks for fewer clusters
 * @param cap the most clusters, whatever the share
 */
public record ClusterCount(int fixed, double share, int floor, int cap) implements Serializable {

  /**
   * Clusters for so many live features: never more than there are, and all of them below the floor.
   * The counts of a field's shards add up to no less than the count of the field.
   */
  public int of(int live) {
    if (live <= floor) {
      return live;
    }
    long wanted = fixed > 0 ? fixed : Math.max(floor, (long) Math.ceil(share * live));
    return (int) Math.max(1, Math.min(live, Math.min(wanted, cap)));
  }
}
