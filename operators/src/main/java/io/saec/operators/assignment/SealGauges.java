package io.saec.operators.assignment;

import io.saec.model.Seal;
import io.saec.operators.FieldRules;
import io.saec.state.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what became of each field's features at a seal, over the shards of this subtask: a line a
 * boundary in the log, and gauges. (not thread safe)
 */
final class SealGauges {
  private static final Logger LOG = LoggerFactory.getLogger(SealGauges.class);
  private static final double MILLIONTHS = 1e6;

  private final MetricGroup metrics;
  private final Window window;
  private final Map<Long, Told> fields = new HashMap<>();

  /** By boundary and field, what this subtask has sealed and not told of. */
  private final TreeMap<Long, TreeMap<String, SealSum>> untold = new TreeMap<>();

  SealGauges(MetricGroup metrics, Window window) {
    this.metrics = metrics;
    this.window = window;
  }

  /** A shard has been sealed. */
  void add(FieldRules field, int shard, long boundary, Seal seal) {
    LOG.debug("field={} boundary={} shard={} is sealed", field.name(), boundary, shard);
    untold
        .computeIfAbsent(boundary, at -> new TreeMap<>())
        .merge(field.name(), SealSum.of(field, seal), SealSum::and);
  }

  /** All shards have been sealed whose boundary the watermark has passed. */
  void tell() {
    untold.forEach(
        (boundary, byName) ->
            byName
                .values()
                .forEach(sum -> tell(Instant.ofEpochMilli(window.timeOf(boundary)), sum)));
    untold.clear();
  }

  private void tell(Instant boundary, SealSum sum) {
    Told told = fields.get(sum.field().id());
    if (told == null) {
      told = new Told(sum);
      told.register(metrics.addGroup("field", sum.field().name()));
      fields.put(sum.field().id(), told);
    }
    told.sum = sum;
    LOG.info("{}", sum.line(boundary));
  }

  /** What the gauges of a field show. Written by the mailbox thread, read by the reporters'. */
  private static final class Told {
    private volatile SealSum sum;

    Told(SealSum sum) {
      this.sum = sum;
    }

    void register(MetricGroup group) {
      gauge(group, "mappedFeatures", SealSum::features);
      gauge(group, "churn", SealSum::churn);
      gauge(group, "distortion", SealSum::distortion);
      gauge(group, "arrivalDistortion", SealSum::arrivalDistortion);
    }

    private void gauge(MetricGroup group, String name, Function<SealSum, Number> value) {
      Gauge<Number> gauge = () -> value.apply(sum);
      group.gauge(name, gauge);
    }
  }

  /** The seals of one field at one boundary, added up. */
  private record SealSum(
      FieldRules field,
      long version,
      int shards,
      long features,
      long moved,
      long held,
      long error,
      long arrivalError) {

    static SealSum of(FieldRules field, Seal seal) {
      return new SealSum(
          field,
          seal.version(),
          1,
          seal.features(),
          seal.moved(),
          seal.held(),
          seal.error(),
          seal.arrivalError());
    }

    SealSum and(SealSum other) {
      return new SealSum(
          field,
          version,
          shards + other.shards,
          features + other.features,
          moved + other.moved,
          held + other.held,
          error + other.error,
          arrivalError + other.arrivalError);
    }

    long arrived() {
      return features - moved - held;
    }

    double churn() {
      return (double) moved / (moved + held);
    }

    double distortion() {
      return error / MILLIONTHS / features;
    }

    double arrivalDistortion() {
      return arrivalError / MILLIONTHS / arrived();
    }

    String line(Instant boundary) {
      return String.format(
          Locale.ROOT,
          "field=%s boundary=%s version=%d sealed shards=%d features=%d arrived=%d churn=%.4f"
              + " distortion all=%.4f arrivals=%.4f",
          field.name(),
          boundary,
          version,
          shards,
          features,
          arrived(),
          churn(),
          distortion(),
          arrivalDistortion());
    }
  }
}
