package io.saec.bench;

import io.saec.clustering.Head;
import java.util.ArrayList;
import java.util.List;

/**
 * The same share of its features for every field.
 *
 * @param share of the live features, in (0, 1]
 * @param floor up to this many features keep a vector each, and no share asks for fewer clusters
 */
public record ClusterShare(double share, int floor) implements ClusterRule {
  public ClusterShare {
    if (!(share > 0 && share <= 1) || floor < 0) {
      throw new IllegalArgumentException(
          "share must be in (0, 1], floor at least 0: " + share + ", " + floor);
    }
  }

  @Override
  public Plan plan(List<FieldSnapshot> fields, double headCoverage, int headFeatures) {
    List<Head> heads = new ArrayList<>();
    int[] ks = new int[fields.size()];
    for (int i = 0; i < ks.length; i++) {
      ks[i] = of(fields.get(i).live());
      heads.add(fields.get(i).head(headCoverage, headFeatures, ks[i]));
    }
    return new Plan(heads, ks, List.of(), Plan.UNBOUNDED);
  }

  private int of(int live) {
    return (int) Math.min(live, Math.max(floor, (long) Math.ceil(share * live)));
  }
}
