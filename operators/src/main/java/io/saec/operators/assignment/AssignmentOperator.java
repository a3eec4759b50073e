package io.saec.operators.assignment;

import io.saec.clustering.kernel.Kernels;
import io.saec.model.FieldShard;
import io.saec.model.MappingUpdate;
import io.saec.model.Reason;
import io.saec.model.Seal;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldRules;
import io.saec.operators.Movement;
import io.saec.operators.Rules;
import io.saec.operators.Watermarks;
import io.saec.operators.WireRecord;
import io.saec.state.Descriptors;
import io.saec.state.FeatureChange;
import io.saec.state.HeldKey;
import io.saec.state.MappedFeature;
import io.saec.state.Window;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Maps the features of a shard to clusters: each as it arrives, all of them when their field has a
 * new codebook. The first input are the shard's changes, the second, broadcast, the codebooks.
 *
 * <p>It assumes the watermark barrier: before watermark T come all changes that boundary T sees and
 * every codebook of T. A change that only a later boundary sees is held until T has fired, so what
 * is sealed at T is the mapping as of T, whatever came in early.
 *
 * <p>Changes that arrive while there are more behind them wait for each other in {@link Tiles}; all
 * of them are mapped before a watermark, a codebook, a barrier or another change of their feature
 * is dealt with, and as soon as the input has no more to give.
 */
final class AssignmentOperator extends AbstractStreamOperator<WireRecord>
    implements TwoInputStreamOperator<FeatureChange, FieldCodebook, WireRecord>,
        Triggerable<Long, VoidNamespace> {
  private static final long serialVersionUID = 1L;
  private static final int NOTHING_SETTLED = -1;

  /** As many as a search takes at once: fewer gain nothing. */
  private static final int LEAST_TILE = 4;

  /** Features of a shard that are mapped together at a seal. */
  private static final int BATCH = 256;

  private final Rules rules;
  private final Window window;
  private final MailboxExecutor mailbox;
  private final int leastFloats;

  private transient MapState<String, MappedFeature> mapping;
  private transient MapState<HeldKey, FeatureChange> held;
  private transient ValueState<Integer> sealed;
  private transient InternalTimerService<VoidNamespace> boundaries;
  private transient Codebooks codebooks;
  private transient Tiles waiting;
  private transient Lull lull;
  private transient Watermarks watermarks;
  private transient StreamRecord<WireRecord> element;
  private transient SealGauges seals;
  private transient Counter arrivals;
  private transient Counter moves;

  /**
   * @param leastFloats k * dim of the least codebook whose changes wait for each other
   */
  AssignmentOperator(
      StreamOperatorParameters<WireRecord> parameters, Rules rules, int leastFloats) {
    super(parameters);
    this.rules = rules;
    this.window = rules.window();
    this.mailbox = parameters.getMailboxExecutor();
    this.leastFloats = leastFloats;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarks = Watermarks.restore(context);
    codebooks =
        Codebooks.restore(context.getOperatorStateStore().getBroadcastState(Descriptors.CODEBOOKS));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarks.snapshot();
  }

  @Override
  public void open() throws Exception {
    super.open();
    mapping = getRuntimeContext().getMapState(Descriptors.MAPPING);
    held = getRuntimeContext().getMapState(Descriptors.HELD);
    sealed = getRuntimeContext().getState(Descriptors.SEALED);
    boundaries = getInternalTimerService("boundaries", VoidNamespaceSerializer.INSTANCE, this);
    element = new StreamRecord<>(null);
    seals = new SealGauges(getMetricGroup(), window);
    arrivals = getMetricGroup().counter("arrivals");
    moves = getMetricGroup().counter("moves");
    Counter tiles = getMetricGroup().counter("tiles");
    Counter tiled = getMetricGroup().counter("tiled");
    waiting =
        new Tiles(
            this::mapWaiting,
            size -> {
              if (size >= LEAST_TILE) {
                tiles.inc();
                tiled.inc(size);
              }
            });
    lull = new Lull(waiting, mailbox);
    Kernels.prepare();
  }

  @Override
  public void processElement1(StreamRecord<FeatureChange> record) throws Exception {
    FeatureChange change = record.getValue();
    long passed = passed();
    if (sealed.value() == null) {
      sealed.update(NOTHING_SETTLED);
      for (long boundary : codebooks.after(FieldShard.fieldIdOf(change.key()), passed)) {
        fireAt(boundary);
      }
    }
    if (change.effective() > passed + 1) {
      held.put(new HeldKey(change.effective(), change.feature()), change);
      fireAt(change.effective() - 1);
    } else {
      apply(change, passed);
    }
    lull.take();
  }

  @Override
  public void processElement2(StreamRecord<FieldCodebook> record) throws Exception {
    waiting.doAll();
    FieldCodebook next = record.getValue();
    if (next.boundary() <= passed()) {
      throw new IllegalStateException(
          "the codebook of boundary "
              + next.boundary()
              + " came after that boundary had fired: "
              + "the watermark barrier is broken");
    }
    codebooks.add(next);
    try (Stream<Long> keys =
        this.<Long>getKeyedStateBackend()
            .getKeys(Descriptors.SEALED.getName(), VoidNamespace.INSTANCE)) {
      for (long key : keys.filter(key -> FieldShard.fieldIdOf(key) == next.fieldId()).toList()) {
        setCurrentKey(key);
        fireAt(next.boundary());
      }
    }
  }

  /** The last boundary that has fired. */
  private long passed() {
    return window.boundaryAt(watermarks.last());
  }

  private void fireAt(long boundary) {
    boundaries.registerEventTimeTimer(VoidNamespace.INSTANCE, window.timeOf(boundary));
  }

  @Override
  public void onEventTime(InternalTimer<Long, VoidNamespace> timer) throws Exception {
    long boundary = window.boundaryAt(timer.getTimestamp());
    long key = timer.getKey();
    FieldRules field = rules.fields().find(FieldShard.fieldIdOf(key));
    CodebookInUse next = codebooks.madeAt(FieldShard.fieldIdOf(key), boundary);
    if (field != null && next != null && isToSeal(next.version())) {
      reassign(field, FieldShard.shardOf(key), boundary, next);
    }
    release(boundary);
  }

  /**
   * Whether the shard has something to seal and has not sealed it. The watermark may go back at a
   * restore, to the least that a subtask had, and then a boundary fires again for the shards of
   * those that were ahead.
   */
  private boolean isToSeal(long version) throws Exception {
    Integer last = sealed.value();
    return last != null && last != NOTHING_SETTLED && last < version;
  }

  /** Maps every feature of the shard anew, publishes those that moved, and seals the version. */
  private void reassign(FieldRules field, int shard, long boundary, CodebookInUse next)
      throws Exception {
    SealBuilder seal = new SealBuilder(next.version(), rules.shards());
    List<Map.Entry<String, MappedFeature>> batch = new ArrayList<>(BATCH);
    Iterator<Map.Entry<String, MappedFeature>> entries = mapping.iterator();
    while (entries.hasNext()) {
      batch.add(entries.next());
      if (batch.size() == BATCH || !entries.hasNext()) {
        reassign(field, boundary, next, batch, seal);
        batch.clear();
      }
    }
    Seal built = seal.build();
    emit(WireKey.ofNumber(field.name(), shard), WireJson.write(built));
    sealed.update((int) next.version());
    seals.add(field, shard, boundary, built);
  }

  private void reassign(
      FieldRules field,
      long boundary,
      CodebookInUse next,
      List<Map.Entry<String, MappedFeature>> batch,
      SealBuilder seal) {
    float[] embeddings = new float[batch.size() * next.dim()];
    int[] nearest = new int[batch.size()];
    for (int i = 0; i < nearest.length; i++) {
      float[] embedding = settled(field, boundary, batch.get(i));
      System.arraycopy(embedding, 0, embeddings, i * next.dim(), next.dim());
    }
    next.clustersOf(embeddings, nearest.length, nearest);
    for (int i = 0; i < nearest.length; i++) {
      String feature = batch.get(i).getKey();
      MappedFeature before = batch.get(i).getValue();
      float[] embedding = settled(field, boundary, batch.get(i));
      int cluster = next.clusterOf(embedding, nearest[i], before.sealed(), rules.hysteresis());
      if (cluster != before.current()) {
        moves.inc();
        publish(field, feature, cluster, next, Reason.RECLUSTER, window.timeOf(boundary));
      }
      seal.add(feature, before.sealed(), cluster, next.errorOf(embedding, cluster));
      if (cluster != before.sealed() || cluster != before.current()) {
        batch.get(i).setValue(new MappedFeature(embedding, cluster, cluster));
      }
    }
  }

  private static float[] settled(
      FieldRules field, long boundary, Map.Entry<String, MappedFeature> entry) {
    float[] embedding = entry.getValue().embedding();
    if (embedding == null) {
      throw new IllegalStateException(
          "feature '"
              + entry.getKey()
              + "' of field '"
              + field.name()
              + "' was not settled before boundary "
              + boundary
              + ": the watermark barrier is broken");
    }
    return embedding;
  }

  /** Applies what was held for the boundary after this one. */
  private void release(long boundary) throws Exception {
    Iterator<Map.Entry<HeldKey, FeatureChange>> entries = held.iterator();
    while (entries.hasNext()) {
      Map.Entry<HeldKey, FeatureChange> entry = entries.next();
      if (entry.getKey().effective() <= boundary + 1) {
        apply(entry.getValue(), boundary);
        entries.remove();
      }
    }
    waiting.doAll();
  }

  private void apply(FeatureChange change, long passed) throws Exception {
    FieldRules field = rules.fields().find(FieldShard.fieldIdOf(change.key()));
    if (field == null) {
      return;
    }
    if (waiting.holds(field, change)) {
      waiting.doField(field);
      setCurrentKey(change.key());
    }
    MappedFeature before = mapping.get(change.feature());
    switch (change.kind()) {
      case ARRIVED -> arrive(field, change, before, passed);
      case SETTLED -> settle(field, change, before, passed);
      case EXPIRED -> expire(field, change, before);
    }
  }

  private void arrive(
      FieldRules field, FeatureChange change, @Nullable MappedFeature before, long passed)
      throws Exception {
    CodebookInUse codebook = codebooks.inForce(field.id(), passed);
    if (codebook != null) {
      map(field, change, before, codebook);
    }
  }

  private void settle(
      FieldRules field, FeatureChange change, @Nullable MappedFeature before, long passed)
      throws Exception {
    Integer last = sealed.value();
    if (last == null || last == NOTHING_SETTLED) {
      sealed.update(0);
    }
    float[] known = before == null ? null : before.embedding();
    int current = before == null ? MappedFeature.NONE : before.current();
    boolean moved = known != null && Movement.isPast(rules.tolerance(), known, change.embedding());
    CodebookInUse codebook =
        current == MappedFeature.NONE || moved ? codebooks.inForce(field.id(), passed) : null;
    if (codebook == null) {
      putSettled(change, before, current);
    } else {
      map(field, change, before, codebook);
    }
  }

  /** Maps a change by the codebook in force: at once, or with others of its field. */
  private void map(
      FieldRules field,
      FeatureChange change,
      @Nullable MappedFeature before,
      CodebookInUse codebook)
      throws Exception {
    if (codebook.floats() < leastFloats) {
      put(field, change, before, codebook, codebook.clusterOf(change.embedding()));
    } else {
      waiting.add(field, change, before, codebook);
    }
  }

  private void mapWaiting(
      FieldRules field,
      FeatureChange change,
      @Nullable MappedFeature before,
      CodebookInUse codebook,
      int cluster)
      throws Exception {
    setCurrentKey(change.key());
    put(field, change, before, codebook, cluster);
  }

  /** Takes note of the cluster of a change, and publishes it if it is not the current one. */
  private void put(
      FieldRules field,
      FeatureChange change,
      @Nullable MappedFeature before,
      CodebookInUse codebook,
      int cluster)
      throws Exception {
    boolean isNew = before == null || before.current() != cluster;
    if (isNew) {
      arrivals.inc();
      publish(field, change.feature(), cluster, codebook, Reason.ARRIVAL, change.ts());
    }
    if (change.kind() == FeatureChange.Kind.SETTLED) {
      putSettled(change, before, cluster);
    } else if (isNew) {
      mapping.put(
          change.feature(),
          before == null
              ? new MappedFeature(null, MappedFeature.NONE, cluster)
              : new MappedFeature(before.embedding(), before.sealed(), cluster));
    }
  }

  private void putSettled(FeatureChange change, @Nullable MappedFeature before, int cluster)
      throws Exception {
    int sealedBefore = before == null ? MappedFeature.NONE : before.sealed();
    mapping.put(change.feature(), new MappedFeature(change.embedding(), sealedBefore, cluster));
  }

  private void expire(FieldRules field, FeatureChange change, @Nullable MappedFeature before)
      throws Exception {
    if (before != null) {
      mapping.remove(change.feature());
      if (before.current() != MappedFeature.NONE) {
        emit(WireKey.ofFeature(field.name(), change.feature()), null);
      }
    }
  }

  private void publish(
      FieldRules field,
      String feature,
      int cluster,
      CodebookInUse codebook,
      Reason reason,
      long ts) {
    emit(
        WireKey.ofFeature(field.name(), feature),
        WireJson.write(new MappingUpdate(cluster, codebook.version(), reason, ts)));
  }

  private void emit(byte[] key, byte @Nullable [] value) {
    output.collect(element.replace(WireRecord.of((long) getCurrentKey(), key, value)));
  }

  @Override
  public void onProcessingTime(InternalTimer<Long, VoidNamespace> timer) {
    throw new IllegalStateException("ASSIGNMENT sets no processing-time timers");
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    waiting.doAll();
    super.processWatermark(watermark);
    watermarks.advance(watermark.getTimestamp());
    codebooks.prune(passed() - window.panes());
    seals.tell();
  }

  /** What waits is in no state: a snapshot must find it mapped, and the barrier behind it. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    waiting.doAll();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    waiting.doAll();
    super.finish();
  }
}
