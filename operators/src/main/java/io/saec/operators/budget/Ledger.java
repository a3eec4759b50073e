package io.saec.operators.budget;

import io.saec.clustering.budget.Accounting;
import io.saec.clustering.budget.Allocation;
import io.saec.clustering.budget.Demand;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.state.FieldCurve;
import io.saec.state.FieldGrant;
import io.saec.state.Quota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every field was granted, and what is left. The fields that are told of at a boundary share
 * what the others leave: at the first boundary of an interval those are all that are seen, so the
 * budget is divided anew; in between it is one that came or grew, and nobody else has to give.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Rules rules;
  private final Accounting accounting;
  private final TreeMap<Long, FieldGrant> grants = new TreeMap<>();
  private volatile Sum sum = new Sum(0, 0, 0);

  Ledger(Rules rules) {
    this.rules = rules;
    this.accounting = rules.accounting();
  }

  /** Bytes of all fields that go by the budget. */
  private record Sum(long full, long budget, long used) {}

  void put(FieldGrant grant) {
    grants.put(grant.curve().fieldId(), grant);
  }

  Collection<FieldGrant> grants() {
    return grants.values();
  }

  void register(MetricGroup metrics) {
    gauge(metrics, "bytesBefore", () -> sum.full());
    gauge(metrics, "bytesBudget", () -> sum.budget());
    gauge(metrics, "bytesAfter", () -> sum.used());
  }

  private static void gauge(MetricGroup metrics, String name, Gauge<Long> gauge) {
    metrics.gauge(name, gauge);
  }

  /**
   * Divides what the other fields leave.
   *
   * @param curves in the order of their field ids
   */
  List<Quota> divide(long boundary, List<FieldCurve> curves) {
    grants.keySet().removeIf(fieldId -> !goesByBudget(fieldId));
    List<FieldCurve> told = curves.stream().filter(curve -> goesByBudget(curve.fieldId())).toList();
    told.forEach(curve -> put(new FieldGrant(curve, FieldGrant.WAITING)));
    long full = 0;
    long others = 0;
    for (FieldGrant grant : grants.values()) {
      full += accounting.full(grant.curve().live(), dim(grant.curve()));
      others += grant.clusters() == FieldGrant.WAITING ? 0 : charge(grant);
    }
    long budget = rules.budget().bytes(full);
    int[] clusters =
        Allocation.of(
                told.stream()
                    .map(
                        curve ->
                            new Demand(
                                curve.live(),
                                dim(curve),
                                curve.least(),
                                curve.most(),
                                curve.errors()))
                    .toList(),
                accounting,
                Math.max(0, budget - others))
            .ks();
    List<Quota> quotas = new ArrayList<>();
    long used = others;
    for (int i = 0; i < clusters.length; i++) {
      FieldGrant grant = new FieldGrant(told.get(i), clusters[i]);
      put(grant);
      used += charge(grant);
      quotas.add(new Quota(grant.curve().fieldId(), boundary, clusters[i]));
    }
    tell(boundary, told.size(), new Sum(full, budget, used));
    return quotas;
  }

  private boolean goesByBudget(long fieldId) {
    FieldRules field = rules.fields().find(fieldId);
    return field != null && field.clusters().byBudget();
  }

  private int dim(FieldCurve curve) {
    FieldRules field = rules.fields().find(curve.fieldId());
    if (field == null) {
      throw new IllegalArgumentException("field " + curve.fieldId() + " is not one of the job's");
    }
    return field.dimension();
  }

  private long charge(FieldGrant grant) {
    return accounting.compressed(grant.curve().live(), grant.clusters(), dim(grant.curve()));
  }

  private void tell(long boundary, int told, Sum now) {
    sum = now;
    LOG.info(
        "{}",
        String.format(
            Locale.ROOT,
            "budget boundary=%s fields=%d of %d bytes=%d->%d of %d (%.1fx, %s)%s",
            Instant.ofEpochMilli(rules.window().timeOf(boundary)),
            told,
            grants.size(),
            now.full(),
            now.used(),
            now.budget(),
            (double) now.full() / Math.max(1, now.used()),
            accounting.formula(),
            now.used() > now.budget()
                ? " over the budget: what keeps its own vectors and one cluster a field take more"
                : ""));
  }
}
