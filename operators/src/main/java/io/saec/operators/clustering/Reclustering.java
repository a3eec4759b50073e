package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.clustering.CodebookMaker;
import io.saec.clustering.Head;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.state.Considered;
import io.saec.state.FieldHead;
import io.saec.state.Quota;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides at a boundary whether a field is re-clustered, does it, and decides whether it was worth
 * it. Pure, so it can run twice.
 */
final class Reclustering {
  private static final Logger LOG = LoggerFactory.getLogger(Reclustering.class);

  private final Rules rules;
  private final CodebookMaker maker;

  Reclustering(Rules rules, CodebookMaker maker) {
    this.rules = rules;
    this.maker = maker;
  }

  /**
   * What becomes of a field at a boundary.
   *
   * @param previous the codebook in force, null before the first
   * @param last how the field stood when a re-clustering was last considered, null before the first
   * @param quota in force; null where the field's clusters do not go by the budget
   */
  Decision at(
      FieldHead at,
      FieldRules field,
      @Nullable Codebook previous,
      @Nullable Considered last,
      @Nullable Quota quota) {
    long started = System.nanoTime();
    int clusters = clusters(at, field, quota);
    double distortion = previous == null ? Double.NaN : maker.distortion(previous, at.head());
    Because because = because(at, previous, last, quota, clusters, distortion);
    long boundary = at.reached().boundary();
    if (because == Because.NOTHING || clusters == 0) {
      Considered considered = last == null ? null : last.at(boundary);
      return new Decision(
          at, Because.NOTHING, clusters, distortion, null, null, considered, since(started));
    }
    LOG.debug("field={} boundary={} is re-clustered", field.name(), boundary);
    Codebook made =
        maker.next(field.name(), previous, at.head(), clusters, rules.window().timeOf(boundary));
    boolean published =
        previous == null
            || (quota != null && previous.k() > clusters)
            || distortion - made.distortion() >= rules.leastGain();
    return new Decision(
        at,
        because,
        clusters,
        distortion,
        made,
        published ? made : null,
        new Considered(boundary, boundary, clusters, published ? made.distortion() : distortion),
        since(started));
  }

  /** Clusters the field is to have; 0 while a quota is still to come. */
  private static int clusters(FieldHead at, FieldRules field, @Nullable Quota quota) {
    int live = at.reached().features();
    if (field.clusters().byBudget() && !field.clusters().isBelowFloor(live)) {
      return quota == null ? 0 : quota.clusters();
    }
    return field.clusters().of(live);
  }

  private Because because(
      FieldHead at,
      @Nullable Codebook previous,
      @Nullable Considered last,
      @Nullable Quota quota,
      int clusters,
      double distortion) {
    if (previous == null || last == null) {
      return Because.FIRST;
    }
    Head head = at.head();
    if (head.occurrences() == 0) {
      return Because.NOTHING;
    }
    long boundary = at.reached().boundary();
    if (quota != null ? quota.boundary() == boundary : isIntervalUp(boundary, last)) {
      return Because.INTERVAL;
    }
    if (clusters >= rules.growth() * last.clusters()) {
      return Because.GROWTH;
    }
    if (distortion > last.distortion() + rules.distortionRise()
        && boundary - last.considered() >= rules.leastInterval()) {
      return Because.DRIFT;
    }
    return Because.NOTHING;
  }

  private boolean isIntervalUp(long boundary, Considered last) {
    return boundary - last.considered() >= rules.interval();
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
