package io.saec.operators.curve;

import io.saec.clustering.budget.CurveEstimator;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.state.CurveDrawn;
import io.saec.state.FieldCurve;
import io.saec.state.FieldHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides at a boundary whether BUDGET is to be told of a field, and estimates the curve. All
 * fields are told of at the first boundary of every interval that they are seen at, so that the
 * budget is divided among all of them at once; one that is new or has grown, in between. Pure, so
 * it can run twice.
 */
final class Curves {
  private static final Logger LOG = LoggerFactory.getLogger(Curves.class);

  private final Rules rules;
  private final CurveEstimator estimator;

  Curves(Rules rules) {
    this.rules = rules;
    this.estimator = new CurveEstimator(CurveEstimator.DEFAULT_SAMPLE);
  }

  /**
   * @param last when BUDGET was last told of the field, null for never
   */
  boolean isDue(FieldRules field, FieldHead at, @Nullable CurveDrawn last) {
    if (!field.clusters().byBudget() || at.head().size() == 0) {
      return false;
    }
    if (last == null) {
      return true;
    }
    return at.head().occurrences() > 0
        && (interval(at.reached().boundary()) > interval(last.boundary())
            || at.reached().features() >= rules.growth() * last.live());
  }

  private long interval(long boundary) {
    return Math.floorDiv(boundary, rules.interval());
  }

  /** The curve up to the most clusters that the field could be granted. */
  FieldCurve of(FieldRules field, FieldHead at) {
    long boundary = at.reached().boundary();
    LOG.debug("field={} boundary={} estimates its curve", field.name(), boundary);
    ClusterCount clusters = field.clusters();
    int live = at.reached().features();
    int most = clusters.of(live);
    return new FieldCurve(
        at.fieldId(),
        boundary,
        live,
        clusters.isBelowFloor(live) ? live : 1,
        most,
        estimator.estimate(field.name(), rules.window().timeOf(boundary), at.head(), most));
  }
}
