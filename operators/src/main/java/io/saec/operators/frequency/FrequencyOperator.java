package io.saec.operators.frequency;

import io.saec.model.FieldShard;
import io.saec.operators.FieldRules;
import io.saec.operators.Movement;
import io.saec.operators.Occurrences;
import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.operators.ShardHeadSerializer;
import io.saec.operators.Watermarks;
import io.saec.state.Descriptors;
import io.saec.state.Embedding;
import io.saec.state.FeatureChange;
import io.saec.state.FeatureRecord;
import io.saec.state.Window;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Counts the features of a shard. At each boundary the shard lets go what expired, settles the
 * embeddings in force and sends its part of the head; then the watermark goes on, so whoever gets
 * it has all of that. It assumes that nothing below it holds records back over a watermark.
 */
public final class FrequencyOperator extends AbstractStreamOperator<FeatureChange>
    implements OneInputStreamOperator<Occurrences, FeatureChange>,
        Triggerable<Long, VoidNamespace> {
  /** The shards' parts of the heads. */
  public static final OutputTag<ShardHead> HEADS =
      new OutputTag<>("heads", ShardHeadSerializer.TYPE);

  private static final long serialVersionUID = 1L;
  private static final float[] NO_EMBEDDING = new float[0];

  private final Rules rules;
  private final Window window;

  private transient MapState<String, FeatureRecord> features;
  private transient InternalTimerService<VoidNamespace> boundaries;
  private transient Map<Long, Long> timers;
  private transient Geometry geometry;
  private transient Watermarks watermarks;
  private transient StreamRecord<FeatureChange> change;
  private transient StreamRecord<ShardHead> head;
  private transient Counter late;
  private transient Counter expired;

  public FrequencyOperator(Rules rules) {
    this.rules = rules;
    this.window = rules.window();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    geometry = Geometry.restore(context, window.slide(), rules.shards());
    watermarks = Watermarks.restore(context);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    geometry.snapshot();
    watermarks.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    features = getRuntimeContext().getMapState(Descriptors.FEATURES);
    boundaries = getInternalTimerService("boundaries", VoidNamespaceSerializer.INSTANCE, this);
    timers = new HashMap<>();
    change = new StreamRecord<>(null);
    head = new StreamRecord<>(null);
    late = getMetricGroup().counter("lateOccurrences");
    expired = getMetricGroup().counter("expiredFeatures");
  }

  @Override
  public void processElement(StreamRecord<Occurrences> element) throws Exception {
    Occurrences seen = element.getValue();
    long passed = window.boundaryAt(watermarks.last());
    long effective = window.effective(seen.pane(), passed);
    FeatureRecord before = features.get(seen.feature());
    if (before == null) {
      before = FeatureRecord.NONE;
    }
    FeatureRecord after = before.count(seen.pane(), seen.count(), window, passed);
    if (window.isTooLate(seen.pane(), passed)) {
      late.inc(seen.count());
    }
    float[] embedding = seen.embedding();
    if (embedding != null) {
      after = after.embed(seen.embeddingTs(), embedding, effective, passed);
    }
    if (after.isEmpty()) {
      return;
    }
    if (!after.equals(before)) {
      features.put(seen.feature(), after);
    }
    fireAt(effective);
    if (embedding != null && isMapped(after) && isArrival(before.newest(), after.newest())) {
      emit(
          seen.key(),
          seen.feature(),
          FeatureChange.Kind.ARRIVED,
          effective,
          seen.embeddingTs(),
          embedding);
    }
  }

  /** Whether the feature waits for no more occurrences to be mapped. */
  private boolean isMapped(FeatureRecord record) {
    return rules.admission() == 0 || record.isAdmitted();
  }

  /** Whether the newest embedding is the feature's first, or moved past the tolerance. */
  private boolean isArrival(@Nullable Embedding before, @Nullable Embedding after) {
    return after != null
        && (before == null || Movement.isPast(rules.tolerance(), before.values(), after.values()));
  }

  /** Sets the current shard's timer, once: most events find it set, and to set it costs RocksDB. */
  private void fireAt(long boundary) {
    if (boundary <= rules.end()) {
      Long last = timers.put((Long) getCurrentKey(), boundary);
      if (last == null || last != boundary) {
        boundaries.registerEventTimeTimer(VoidNamespace.INSTANCE, window.timeOf(boundary));
      }
    }
  }

  @Override
  public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
    long key = timer.getKey();
    FieldRules field = rules.fields().find(FieldShard.fieldIdOf(key));
    if (field == null) {
      // The job no longer has the field; its state rests until it has it again.
      return;
    }
    long boundary = window.boundaryAt(timer.getTimestamp());
    ShardHeadBuilder builder = new ShardHeadBuilder(field, rules);
    long next = FeatureRecord.NEVER;
    Iterator<Map.Entry<String, FeatureRecord>> entries = features.iterator();
    while (entries.hasNext()) {
      Map.Entry<String, FeatureRecord> entry = entries.next();
      FeatureRecord before = entry.getValue();
      FeatureRecord after = slide(key, entry.getKey(), before, boundary, builder);
      if (after.isEmpty()) {
        entries.remove();
      } else {
        if (!after.equals(before)) {
          entry.setValue(after);
        }
        next = Math.min(next, after.nextChange(boundary, window, rules.ttl()));
      }
    }
    output.collect(HEADS, head.replace(new ShardHead(key, boundary, builder.build())));
    if (next != FeatureRecord.NEVER) {
      fireAt(next);
    }
  }

  /**
   * Takes one feature over a boundary; what it has to tell is emitted, its place in the head kept.
   */
  private FeatureRecord slide(
      long key, String feature, FeatureRecord record, long boundary, ShardHeadBuilder builder) {
    if (record.isExpired(boundary, window, rules.ttl())) {
      expired.inc();
      emit(
          key,
          feature,
          FeatureChange.Kind.EXPIRED,
          boundary,
          window.timeOf(boundary),
          NO_EMBEDDING);
      FeatureRecord rest = record.after(boundary);
      Embedding coming = rest.earliest();
      if (coming != null && isMapped(rest)) {
        emit(
            key,
            feature,
            FeatureChange.Kind.ARRIVED,
            coming.effective(),
            coming.ts(),
            coming.values());
      }
      return rest;
    }
    Embedding inForce = record.embedding(boundary);
    long frequency = record.frequency(boundary, window);
    if (inForce == null || (!isMapped(record) && frequency < rules.admission())) {
      return record;
    }
    builder.add(feature, frequency, inForce.values());
    if (!inForce.settled()) {
      emit(key, feature, FeatureChange.Kind.SETTLED, boundary, inForce.ts(), inForce.values());
    }
    return record.settle(boundary);
  }

  private void emit(
      long key,
      String feature,
      FeatureChange.Kind kind,
      long effective,
      long ts,
      float[] embedding) {
    output.collect(change.replace(new FeatureChange(key, feature, kind, effective, ts, embedding)));
  }

  @Override
  public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
    throw new IllegalStateException("FREQUENCY sets no processing-time timers");
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    super.processWatermark(watermark);
    watermarks.advance(watermark.getTimestamp());
  }

  /**
   * Swallowed: if this step were ever taken for idle, ASSIGNMENT's watermark would run on without
   * CLUSTERING's, and boundaries would fire without their codebooks.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
