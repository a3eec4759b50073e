package io.saec.events;

import io.saec.model.FeatureEvent;
import io.saec.model.FieldShard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Impressions that nobody had: each record is one event a field, features are Zipf-popular, new
 * ones arrive all the time, embeddings drift with event time and come slightly out of order. A
 * feature's first event always brings its embedding. The options alone decide every byte. (not
 * thread safe)
 */
public final class SyntheticEvents implements EventSource {
  private static final double LATE_SHARE = 0.2;

  private final SyntheticOptions options;
  private final long startMillis;
  private final long stepNanos;
  private final SplitMix64 random;
  private final List<Line> lines = new ArrayList<>();
  private long made;

  public SyntheticEvents(SyntheticOptions options) {
    this.options = options;
    this.startMillis = options.start().toEpochMilli();
    this.stepNanos = options.step().toNanos();
    this.random = new SplitMix64(options.seed());
    Zipf zipf = new Zipf(options.zipfExponent());
    for (SyntheticField field : options.fields()) {
      long seed = SplitMix64.mix(options.seed(), FieldShard.fieldId(field.name()));
      lines.add(
          new Line(
              field.name(),
              new Catalogue(field, zipf, new SplitMix64(seed)),
              new DriftingBlobs(
                  seed, field.dim(), field.groups(), options.driftPeriod().toMillis())));
    }
  }

  /** What makes the events of one field. */
  private record Line(String field, Catalogue catalogue, DriftingBlobs embeddings) {}

  @Override
  public Map<String, Integer> fields() {
    Map<String, Integer> fields = new LinkedHashMap<>();
    options.fields().forEach(field -> fields.put(field.name(), field.dim()));
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public OptionalLong total() {
    return options.records() == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(options.records());
  }

  /** Event time that a record would have without disorder, epoch milliseconds. */
  public long timeOf(long record) {
    return startMillis + Math.multiplyExact(stepNanos, record) / 1_000_000;
  }

  @Override
  public boolean next(List<FeatureEvent> batch) {
    batch.clear();
    if (made == options.records()) {
      return false;
    }
    long ts = Math.max(0, timeOf(made++) - lateness());
    for (Line line : lines) {
      int feature = line.catalogue().draw();
      boolean embedded =
          line.catalogue().isFirst(feature) || random.nextDouble() < options.embeddingShare();
      batch.add(
          new FeatureEvent(
              line.field(),
              line.field() + "-" + feature,
              ts,
              1,
              embedded ? line.embeddings().at(feature, ts) : null));
    }
    return true;
  }

  private long lateness() {
    return random.nextDouble() < LATE_SHARE
        ? (long) (random.nextDouble() * (options.disorder().toMillis() + 1))
        : 0;
  }
}
