package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.HeadShare;
import io.saec.model.FieldShard;
import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.operators.Watermarks;
import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import io.saec.state.Descriptors;
import io.saec.state.FieldProgress;
import io.saec.state.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codebooks. k-means runs on threads of its own, so records and barriers go on meanwhile;
 * the watermark does not: boundary T is let go when every codebook of T is out, so whoever gets
 * watermark T has them all.
 *
 * <ol>
 *   <li>Mailbox thread: heads are kept in state until their boundary's watermark comes.
 *   <li>Mailbox thread: the earliest due boundary's heads are copied out of state, field by field.
 *   <li>Pool thread: decides and computes, and touches no state.
 *   <li>Mailbox thread, one mail: state takes the result, the heads go, the codebook is emitted;
 *       after the last field of the boundary the watermark goes on, and the next boundary is due.
 * </ol>
 *
 * A snapshot in between holds the heads and not the result, so a restore computes it again, from
 * the same input, to the same bits.
 */
final class ClusteringOperator extends AbstractStreamOperator<FieldCodebook>
    implements OneInputStreamOperator<ShardHead, FieldCodebook>, BoundedOneInput {
  static final OutputTag<WireRecord> RECORDS =
      new OutputTag<>("codebook-records", WireRecordSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  private final Rules rules;
  private final Window window;
  private final MailboxExecutor mailbox;

  private transient MapState<Long, HeadShare> heads;
  private transient ValueState<Codebook> codebook;
  private transient ValueState<FieldProgress> progress;
  private transient Watermarks watermarks;
  private transient DueBoundaries due;
  private transient Reclustering reclustering;
  private transient ExecutorService pool;
  private transient int computing;
  private transient long emitted;
  private transient boolean ended;

  ClusteringOperator(StreamOperatorParameters<FieldCodebook> parameters, Rules rules) {
    super(parameters);
    this.rules = rules;
    this.window = rules.window();
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
    codebook = getRuntimeContext().getState(Descriptors.CODEBOOK);
    progress = getRuntimeContext().getState(Descriptors.PROGRESS);
    reclustering = new Reclustering(rules, new EvolvingCodebookMaker(rules.clustering()));
    pool =
        Executors.newFixedThreadPool(
            rules.threads(),
            task -> {
              Thread thread = new Thread(task, getOperatorName() + " computation");
              thread.setDaemon(true);
              return thread;
            });
    emitted = Long.MIN_VALUE;
    due = restoredBoundaries();
    // What was due when the snapshot was taken is so still, whether or not a watermark comes again.
    mailbox.execute(this::advance, "clustering of the boundaries that were due at the restore");
  }

  private DueBoundaries restoredBoundaries() throws Exception {
    DueBoundaries restored = new DueBoundaries();
    try (Stream<Long> fieldIds =
        this.<Long>getKeyedStateBackend()
            .getKeys(Descriptors.HEADS.getName(), VoidNamespace.INSTANCE)) {
      for (long fieldId : fieldIds.distinct().toList()) {
        setCurrentKey(fieldId);
        long reached = progress().boundary();
        for (long headKey : heads.keys()) {
          if (Descriptors.boundaryOf(headKey) > reached) {
            restored.add(Descriptors.boundaryOf(headKey), fieldId);
          }
        }
      }
    }
    return restored;
  }

  @Override
  public void processElement(StreamRecord<ShardHead> element) throws Exception {
    ShardHead head = element.getValue();
    if (head.boundary() <= progress().boundary()) {
      // Sent again after a restore, for a boundary whose codebook is in the snapshot.
      return;
    }
    heads.put(Descriptors.headKey(head.boundary(), FieldShard.shardOf(head.key())), head.share());
    due.add(head.boundary(), FieldShard.fieldIdOf(head.key()));
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    watermarks.advance(watermark.getTimestamp());
    ended |= watermark.getTimestamp() == Long.MAX_VALUE;
    advance();
  }

  private long received() {
    return ended ? Long.MAX_VALUE : watermarks.last();
  }

  /** Goes on with what is due, unless a boundary is being computed. */
  private void advance() throws Exception {
    while (computing == 0) {
      Map.Entry<Long, ? extends Collection<Long>> next =
          due.earliest(window.boundaryAt(received()));
      if (next == null) {
        emitWatermark(received());
        return;
      }
      long boundary = next.getKey();
      emitWatermark(window.timeOf(boundary) - 1);
      for (long fieldId : List.copyOf(next.getValue())) {
        setCurrentKey(fieldId);
        start(boundary, fieldId);
      }
      if (computing == 0) {
        finish(boundary);
      }
    }
  }

  private void start(long boundary, long fieldId) throws Exception {
    SortedMap<Integer, HeadShare> shares = shares(boundary);
    Map<Integer, Integer> live = new HashMap<>();
    shares.forEach((shard, share) -> live.put(shard, share.live()));
    FieldProgress reached = progress().at(boundary, live);
    FieldRules field = rules.fields().find(fieldId);
    if (field == null) {
      // The job no longer has the field.
      complete(reached, null);
      return;
    }
    Codebook previous = codebook.value();
    computing++;
    submit(
        () ->
            reclustering.at(
                boundary, field, previous, List.copyOf(shares.values()), reached.features()),
        next -> {
          setCurrentKey(fieldId);
          complete(reached, next);
          if (next != null) {
            emit(field, next, reached);
          }
          computing--;
          if (computing == 0) {
            finish(boundary);
            advance();
          }
        });
  }

  /** Runs {@code task} on the pool and hands its result, or its failure, to the mailbox. */
  private void submit(Callable<@Nullable Codebook> task, Completion completion) {
    pool.execute(
        () -> {
          try {
            Codebook next = task.call();
            deliver(() -> completion.accept(next));
          } catch (Throwable e) {
            // Whatever it is, the mailbox must hear of it, or the watermark would wait for ever.
            deliver(
                () -> {
                  throw new IllegalStateException("a re-clustering failed", e);
                });
          }
        });
  }

  private void deliver(ThrowingRunnable<Exception> mail) {
    try {
      mailbox.execute(mail, "result of a re-clustering");
    } catch (RejectedExecutionException e) {
      LOG.debug("The task ended before a re-clustering did; a restart computes it again", e);
    }
  }

  private interface Completion {
    void accept(@Nullable Codebook next) throws Exception;
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

  private void complete(FieldProgress reached, @Nullable Codebook next) throws Exception {
    progress.update(reached);
    if (next != null) {
      codebook.update(next);
    }
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

  private void emit(FieldRules field, Codebook next, FieldProgress reached) {
    output.collect(new StreamRecord<>(new FieldCodebook(field.id(), reached.boundary(), next)));
    for (WireRecord record : CodebookRecords.of(field, next, reached)) {
      output.collect(RECORDS, new StreamRecord<>(record));
    }
  }

  private void finish(long boundary) {
    due.remove(boundary);
    emitWatermark(window.timeOf(boundary));
  }

  private void emitWatermark(long timestamp) {
    if (timestamp > emitted) {
      emitted = timestamp;
      output.emitWatermark(new Watermark(timestamp));
    }
  }

  private FieldProgress progress() throws Exception {
    FieldProgress found = progress.value();
    return found == null ? new FieldProgress(Window.NEVER_YET, new int[rules.shards()]) : found;
  }

  @Override
  public void endInput() throws Exception {
    while (computing > 0) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    if (pool != null) {
      pool.shutdownNow();
    }
    super.close();
  }

  /** Swallowed, for the reason that FREQUENCY swallows it. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
