package io.saec.clustering.budget;

import java.util.List;

/** Stub. */
public record Allocation(int[] clusters) {
  public record Field(int live, int dim, int least, int most, ErrorCurve errors) {}

  public static Allocation of(List<Field> fields, Accounting accounting, long budget) {
    int[] k = new int[fields.size()];
    for (int i = 0; i < k.length; i++) {
      Field f = fields.get(i);
      k[i] = Math.max(f.least(), 1);
      while (k[i] < f.most()
          && accounting.compressed(f.live(), k[i] + 1, f.dim()) <= budget / k.length) {
        k[i]++;
      }
    }
    return new Allocation(k);
  }
}
