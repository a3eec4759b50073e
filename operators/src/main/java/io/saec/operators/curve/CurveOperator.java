package io.saec.operators.curve;

import io.saec.clustering.Head;
import io.saec.clustering.HeadShare;
import io.saec.clustering.Heads;
import io.saec.model.FieldShard;
import io.saec.operators.FieldRules;
import io.saec.operators.HeldWatermark;
import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.operators.Watermarks;
import io.saec.state.CurveDrawn;
import io.saec.state.Descriptors;
import io.saec.state.FieldCurve;
import io.saec.state.FieldCurveSerializer;
import io.saec.state.FieldHead;
import io.saec.state.FieldProgress;
import io.saec.state.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Merges the heads of a field's shards at each boundary, and where BUDGET is to decide anew on its
 * clusters, estimates what error the field would have with how many. Watermark T is let go when the
 * heads and curves of T are out.
 */
final class CurveOperator extends AbstractStreamOperator<FieldHead>
    implements OneInputStreamOperator<ShardHead, FieldHead>, BoundedOneInput, HeldWatermark.Step {
  static final OutputTag<FieldCurve> CURVES = new OutputTag<>("curves", FieldCurveSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  private final Rules rules;
  private final MailboxExecutor mailbox;

  private transient MapState<Long, HeadShare> heads;
  private transient ValueState<FieldProgress> progress;
  private transient ValueState<CurveDrawn> drawn;
  private transient Watermarks watermarks;
  private transient Curves curves;
  private transient HeldWatermark held;

  CurveOperator(StreamOperatorParameters<FieldHead> parameters, Rules rules) {
    super(parameters);
    this.rules = rules;
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarks = Watermarks.restore(context);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarks.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    heads = getRuntimeContext().getMapState(Descriptors.HEADS);
    progress = getRuntimeContext().getState(Descriptors.PROGRESS);
    drawn = getRuntimeContext().getState(Descriptors.DRAWN);
    curves = new Curves(rules);
    held =
        new HeldWatermark(
            this, rules.window(), watermarks, mailbox, output, getOperatorName(), rules.threads());
    addRestored();
    held.resume();
  }

  private void addRestored() throws Exception {
    try (Stream<Long> fieldIds =
        this.<Long>getKeyedStateBackend()
            .getKeys(Descriptors.HEADS.getName(), VoidNamespace.INSTANCE)) {
      for (long fieldId : fieldIds.distinct().toList()) {
        setCurrentKey(fieldId);
        long reached = progress().boundary();
        for (long headKey : heads.keys()) {
          if (Descriptors.boundaryOf(headKey) > reached) {
            held.add(Descriptors.boundaryOf(headKey), fieldId);
          }
        }
      }
    }
  }

  @Override
  public void processElement(StreamRecord<ShardHead> element) throws Exception {
    ShardHead head = element.getValue();
    if (head.boundary() <= progress().boundary()) {
      // Sent again after a restore, for a boundary that was done in the snapshot.
      return;
    }
    heads.put(Descriptors.headKey(head.boundary(), FieldShard.shardOf(head.key())), head.share());
    held.add(head.boundary(), FieldShard.fieldIdOf(head.key()));
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    held.receive(watermark);
  }

  @Override
  public @Nullable Callable<HeldWatermark.Completion> start(long boundary, long fieldId)
      throws Exception {
    setCurrentKey(fieldId);
    SortedMap<Integer, HeadShare> shares = shares(boundary);
    Map<Integer, Integer> live = new HashMap<>();
    shares.forEach((shard, share) -> live.put(shard, share.live()));
    FieldProgress reached = progress().at(boundary, live);
    FieldRules field = rules.fields().find(fieldId);
    if (field == null) {
      // The job no longer has the field.
      complete(reached);
      return null;
    }
    CurveDrawn last = drawn.value();
    return () -> {
      Head head =
          Heads.merge(
              List.copyOf(shares.values()),
              field.dimension(),
              rules.headCoverage(),
              rules.headFeatures(),
              field.clusters().of(reached.features()));
      FieldHead merged = new FieldHead(fieldId, reached, head);
      FieldCurve curve = curves.isDue(field, merged, last) ? curves.of(field, merged) : null;
      return () -> {
        setCurrentKey(fieldId);
        complete(reached);
        emit(merged, curve);
      };
    };
  }

  /** By shard, what it said at the boundary; what it said last, where it has been at rest since. */
  private SortedMap<Integer, HeadShare> shares(long boundary) throws Exception {
    SortedMap<Integer, HeadShare> shares = new TreeMap<>();
    for (Map.Entry<Integer, Long> latest : latestHeads(boundary).entrySet()) {
      shares.put(latest.getKey(), heads.get(latest.getValue()));
    }
    return shares;
  }

  /** By shard, the key of its latest head up to a boundary. */
  private SortedMap<Integer, Long> latestHeads(long boundary) throws Exception {
    SortedMap<Integer, Long> latest = new TreeMap<>();
    for (long headKey : heads.keys()) {
      if (Descriptors.boundaryOf(headKey) <= boundary) {
        latest.merge(Descriptors.shardOf(headKey), headKey, Math::max);
      }
    }
    return latest;
  }

  private void complete(FieldProgress reached) throws Exception {
    progress.update(reached);
    Set<Long> resting = new HashSet<>();
    for (long headKey : latestHeads(reached.boundary()).values()) {
      // A shard whose window is empty is silent until it is not: this goes on being its head.
      HeadShare share = heads.get(headKey);
      if (share.live() > 0 && share.occurrences() == 0) {
        resting.add(headKey);
      }
    }
    List<Long> done = new ArrayList<>();
    for (long headKey : heads.keys()) {
      if (Descriptors.boundaryOf(headKey) <= reached.boundary() && !resting.contains(headKey)) {
        done.add(headKey);
      }
    }
    for (long headKey : done) {
      heads.remove(headKey);
    }
  }

  private void emit(FieldHead merged, @Nullable FieldCurve curve) throws Exception {
    if (merged.head().size() > 0) {
      output.collect(new StreamRecord<>(merged));
    }
    if (curve != null) {
      drawn.update(new CurveDrawn(curve.boundary(), curve.live()));
      output.collect(CURVES, new StreamRecord<>(curve));
    }
  }

  private FieldProgress progress() throws Exception {
    FieldProgress found = progress.value();
    return found == null ? new FieldProgress(Window.NEVER_YET, new int[rules.shards()]) : found;
  }

  @Override
  public void endInput() throws Exception {
    held.drain();
  }

  @Override
  public void close() throws Exception {
    if (held != null) {
      held.close();
    }
    super.close();
  }

  /** Swallowed, for the reason that FREQUENCY swallows it. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
