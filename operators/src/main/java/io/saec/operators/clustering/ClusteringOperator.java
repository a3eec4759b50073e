package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.kernel.Kernels;
import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldRules;
import io.saec.operators.HeldWatermark;
import io.saec.operators.Rules;
import io.saec.operators.Watermarks;
import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import io.saec.state.Considered;
import io.saec.state.Descriptors;
import io.saec.state.FieldHead;
import io.saec.state.Quota;
import io.saec.state.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes the codebooks. The first input are the heads, the second the quotas; a watermark of both
 * says that all of its boundary are there. Watermark T is let go when every codebook of T is out,
 * so whoever gets it has them all. It is never taken for idle: CURVE and BUDGET swallow that.
 */
final class ClusteringOperator extends AbstractStreamOperator<FieldCodebook>
    implements TwoInputStreamOperator<FieldHead, Quota, FieldCodebook>,
        BoundedMultiInput,
        HeldWatermark.Step {
  static final OutputTag<WireRecord> RECORDS =
      new OutputTag<>("codebook-records", WireRecordSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  private final Rules rules;
  private final MailboxExecutor mailbox;

  private transient MapState<Long, FieldHead> heads;
  private transient MapState<Long, Quota> quotas;
  private transient ValueState<Codebook> codebook;
  private transient ValueState<Considered> considered;
  private transient Watermarks watermarks;
  private transient Reclustering reclustering;
  private transient FieldGauges gauges;
  private transient HeldWatermark held;

  ClusteringOperator(StreamOperatorParameters<FieldCodebook> parameters, Rules rules) {
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
    heads = getRuntimeContext().getMapState(Descriptors.FIELD_HEADS);
    quotas = getRuntimeContext().getMapState(Descriptors.QUOTAS);
    codebook = getRuntimeContext().getState(Descriptors.CODEBOOK);
    considered = getRuntimeContext().getState(Descriptors.CONSIDERED);
    reclustering = new Reclustering(rules, new EvolvingCodebookMaker(rules.clustering()));
    gauges = new FieldGauges(getMetricGroup(), rules);
    Kernels.prepare();
    held =
        new HeldWatermark(
            this, rules.window(), watermarks, mailbox, output, getOperatorName(), rules.threads());
    try (Stream<Long> fieldIds =
        this.<Long>getKeyedStateBackend()
            .getKeys(Descriptors.FIELD_HEADS.getName(), VoidNamespace.INSTANCE)) {
      for (long fieldId : fieldIds.distinct().toList()) {
        setCurrentKey(fieldId);
        for (long boundary : heads.keys()) {
          held.add(boundary, fieldId);
        }
      }
    }
    held.resume();
  }

  @Override
  public void processElement1(StreamRecord<FieldHead> element) throws Exception {
    FieldHead head = element.getValue();
    long boundary = head.reached().boundary();
    if (boundary > done()) {
      heads.put(boundary, head);
      held.add(boundary, head.fieldId());
    }
  }

  @Override
  public void processElement2(StreamRecord<Quota> element) throws Exception {
    Quota quota = element.getValue();
    if (quota.boundary() > done()) {
      quotas.put(quota.boundary(), quota);
    }
  }

  /**
   * The last boundary of the field that was done: what is sent again after a restore is not new.
   */
  private long done() throws Exception {
    Considered last = considered.value();
    return last == null ? Window.NEVER_YET : last.boundary();
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    held.receive(watermark);
  }

  @Override
  public @Nullable Callable<HeldWatermark.Completion> start(long boundary, long fieldId)
      throws Exception {
    setCurrentKey(fieldId);
    FieldHead head = heads.get(boundary);
    FieldRules field = rules.fields().find(fieldId);
    if (field == null) {
      // The job no longer has the field.
      heads.remove(boundary);
      return null;
    }
    Codebook previous = codebook.value();
    Considered last = considered.value();
    Quota quota = field.clusters().byBudget() ? quota(boundary) : null;
    return () -> {
      Decision decision = reclustering.at(head, field, previous, last, quota);
      return () -> {
        setCurrentKey(fieldId);
        complete(field, decision);
      };
    };
  }

  /** The quota in force at a boundary, null before the first. Those before it are let go. */
  private @Nullable Quota quota(long boundary) throws Exception {
    List<Long> passed = new ArrayList<>();
    Quota inForce = null;
    for (Quota quota : quotas.values()) {
      if (quota.boundary() <= boundary) {
        passed.add(quota.boundary());
        inForce = inForce == null || inForce.boundary() < quota.boundary() ? quota : inForce;
      }
    }
    for (long old : passed) {
      if (inForce != null && old < inForce.boundary()) {
        quotas.remove(old);
      }
    }
    return inForce;
  }

  private void complete(FieldRules field, Decision decision) throws Exception {
    heads.remove(decision.at().reached().boundary());
    if (decision.considered() != null) {
      considered.update(decision.considered());
    }
    Codebook next = decision.published();
    if (next != null) {
      codebook.update(next);
      output.collect(
          new StreamRecord<>(
              new FieldCodebook(field.id(), decision.at().reached().boundary(), next)));
      for (WireRecord record : CodebookRecords.of(field, decision, next, rules.accounting())) {
        output.collect(RECORDS, new StreamRecord<>(record));
      }
    }
    Codebook inForce = codebook.value();
    if (inForce != null) {
      gauges.tell(field, decision, inForce);
    }
  }

  @Override
  public void endInput(int inputId) throws Exception {
    held.drain();
  }

  @Override
  public void close() throws Exception {
    if (held != null) {
      held.close();
    }
    super.close();
  }
}
