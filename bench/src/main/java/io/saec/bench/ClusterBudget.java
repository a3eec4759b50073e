package io.saec.bench;

import io.saec.clustering.Head;
import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Allocation;
import io.saec.clustering.budget.Budget;
import io.saec.clustering.budget.CurveEstimator;
import io.saec.clustering.budget.Demand;
import io.saec.clustering.budget.ErrorCurve;
import java.util.ArrayList;
import java.util.List;

/**
 * One budget of bytes for all fields, shared out so that the sum of their errors is least.
 *
 * @param budget for all fields together
 * @param accounting how bytes are counted
 * @param floor up to this many features keep a vector each
 */
public record ClusterBudget(Budget budget, Accounting accounting, int floor)
    implements ClusterRule {

  @Override
  public Plan plan(List<FieldSnapshot> fields, double headCoverage, int headFeatures) {
    CurveEstimator estimator = new CurveEstimator(CurveEstimator.DEFAULT_SAMPLE);
    List<Demand> demands = new ArrayList<>();
    List<Head> heads = new ArrayList<>();
    List<ErrorCurve> curves = new ArrayList<>();
    long full = 0;
    for (FieldSnapshot field : fields) {
      int live = field.live();
      int most =
          Math.max(Math.min(live, floor), budget.mostClusters(live, field.dim(), accounting));
      Head head = field.head(headCoverage, headFeatures, most);
      ErrorCurve curve = estimator.estimate(field.field(), field.time(), head, most);
      heads.add(head);
      curves.add(curve);
      demands.add(new Demand(live, field.dim(), live <= floor ? live : 1, most, curve));
      full += accounting.full(live, field.dim());
    }
    long bytes = budget.bytes(full);
    return new Plan(heads, Allocation.of(demands, accounting, bytes).ks(), curves, bytes);
  }
}
