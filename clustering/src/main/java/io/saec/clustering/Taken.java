package io.saec.clustering;

/** Clusters that the splits and merges of a round have to do with. (not thread safe) */
final class Taken {
  private final boolean[] taken;
  private final boolean[] givenUp;

  Taken(int k) {
    taken = new boolean[k];
    givenUp = new boolean[k];
  }

  /** Takes the cluster; false if it was taken. */
  boolean take(Split split) {
    boolean free = !taken[split.row()];
    taken[split.row()] = true;
    return free;
  }

  /** Takes the cluster and those that receive of it; false, and nothing taken, if one was. */
  boolean take(Merge merge) {
    boolean free = isFree(merge);
    if (free) {
      taken[merge.row()] = true;
      givenUp[merge.row()] = true;
      for (int receiver : merge.receivers()) {
        taken[receiver] = true;
      }
    }
    return free;
  }

  boolean isFree(Merge merge) {
    // A cluster without points has an heir that receives nothing, which need only stay: two such
    // clusters must not inherit from each other.
    boolean free = !taken[merge.row()] && !givenUp[merge.heir()];
    for (int receiver : merge.receivers()) {
      free &= !taken[receiver];
    }
    return free;
  }
}
