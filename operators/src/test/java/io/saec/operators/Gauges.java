package io.saec.operators;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Gauges by name, those of a group as {@code key.value.name}. */
public final class Gauges extends UnregisteredMetricsGroup {
  private final String prefix;
  private final Map<String, Gauge<?>> gauges;

  public Gauges() {
    this("", new TreeMap<>());
  }

  private Gauges(String prefix, Map<String, Gauge<?>> gauges) {
    this.prefix = prefix;
    this.gauges = gauges;
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new Gauges(prefix + key + "." + value + ".", gauges);
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    gauges.put(prefix + name, gauge);
    return gauge;
  }

  /** What a gauge shows now. */
  public double now(String name) {
    Gauge<?> gauge = Objects.requireNonNull(gauges.get(name), name);
    return ((Number) gauge.getValue()).doubleValue();
  }
}
