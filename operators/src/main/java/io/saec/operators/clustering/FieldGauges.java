package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how each field stands: a line a boundary in the log, and gauges. (not thread safe) */
final class FieldGauges {
  private static final Logger LOG = LoggerFactory.getLogger(FieldGauges.class);

  private final MetricGroup metrics;
  private final Rules rules;
  private final Map<Long, Field> fields = new HashMap<>();

  FieldGauges(MetricGroup metrics, Rules rules) {
    this.metrics = metrics;
    this.rules = rules;
  }

  /**
   * @param inForce the codebook in force from the boundary on
   */
  void tell(FieldRules field, Decision decision, Codebook inForce) {
    Standing standing = new Standing(field, decision, inForce, rules);
    Field told = fields.get(field.id());
    if (told == null) {
      told = new Field(standing);
      told.register(metrics.addGroup("field", field.name()));
      fields.put(field.id(), told);
    }
    told.tell(standing);
    LOG.info("{}", standing.line());
  }

  /** What the gauges of a field show. Written by the mailbox thread, read by the reporters'. */
  private static final class Field {
    private volatile Standing standing;
    private volatile long skipped;
    private volatile long early;

    Field(Standing standing) {
      this.standing = standing;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void tell(Standing next) {
      standing = next;
      skipped += next.isSkipped() ? 1 : 0;
      early += next.isEarly() ? 1 : 0;
    }

    void register(MetricGroup group) {
      gauge(group, "liveFeatures", Standing::live);
      gauge(group, "headFeatures", now -> now.decision().at().head().size());
      gauge(group, "headCoverage", Standing::coverage);
      gauge(group, "clusters", now -> now.inForce().k());
      gauge(group, "version", now -> now.inForce().version());
      gauge(group, "headDistortion", Standing::distortion);
      gauge(group, "bornClusters", Standing::born);
      gauge(group, "retiredClusters", Standing::retired);
      gauge(group, "bytesBefore", Standing::bytesBefore);
      gauge(group, "bytesAfter", Standing::bytesAfter);
      gauge(group, "reclusteringSeconds", now -> now.decision().took().toNanos() / 1e9);
      Gauge<Long> skippedSoFar = () -> skipped;
      group.gauge("skippedReclusterings", skippedSoFar);
      Gauge<Long> earlySoFar = () -> early;
      group.gauge("earlyReclusterings", earlySoFar);
    }

    private void gauge(MetricGroup group, String name, Function<Standing, Number> value) {
      Gauge<Number> gauge = () -> value.apply(standing);
      group.gauge(name, gauge);
    }
  }

  /** How a field stands after a boundary. */
  private record Standing(FieldRules field, Decision decision, Codebook inForce, Rules rules) {

    int live() {
      return decision.at().reached().features();
    }

    double coverage() {
      return decision.at().head().coverage();
    }

    /** Of the codebook in force, on the head of the boundary. */
    double distortion() {
      return decision.published() == null ? decision.before() : inForce.distortion();
    }

    int born() {
      return decision.published() == null ? 0 : inForce.born().length;
    }

    int retired() {
      return decision.published() == null ? 0 : inForce.retired().length;
    }

    boolean isSkipped() {
      return decision.made() != null && decision.published() == null;
    }

    boolean isEarly() {
      return decision.because() == Because.DRIFT || decision.because() == Because.GROWTH;
    }

    long bytesBefore() {
      return rules.accounting().full(live(), field.dimension());
    }

    long bytesAfter() {
      return rules.accounting().compressed(live(), inForce.k(), field.dimension());
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "field=%s boundary=%s live=%d head=%d coverage=%.3f k=%d version=%d distortion=%.4f"
              + " born=%d retired=%d %s seconds=%.3f bytes=%d->%d (%.1fx, %s)",
          field.name(),
          Instant.ofEpochMilli(rules.window().timeOf(decision.at().reached().boundary())),
          live(),
          decision.at().head().size(),
          coverage(),
          inForce.k(),
          inForce.version(),
          distortion(),
          born(),
          retired(),
          outcome(),
          decision.took().toNanos() / 1e9,
          bytesBefore(),
          bytesAfter(),
          (double) bytesBefore() / Math.max(1, bytesAfter()),
          rules.accounting().formula());
    }

    private String outcome() {
      if (decision.made() == null) {
        return "kept";
      }
      return isSkipped()
          ? String.format(
              Locale.ROOT,
              "skipped=%s: %d clusters would gain %.4f, less than %s",
              decision.because().word(),
              decision.clusters(),
              decision.before() - decision.made().distortion(),
              rules.leastGain())
          : "because=" + decision.because().word();
    }
  }
}
