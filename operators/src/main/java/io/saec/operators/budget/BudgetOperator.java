package io.saec.operators.budget;

import io.saec.operators.Rules;
import io.saec.operators.Watermarks;
import io.saec.state.Descriptors;
import io.saec.state.FieldCurve;
import io.saec.state.FieldGrant;
import io.saec.state.Quota;
import io.saec.state.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Divides the budget among the fields. One subtask sees the curves of all; what it has to say at
 * boundary T is out before watermark T. The allocation is quick, so it is done on the mailbox
 * thread.
 */
public final class BudgetOperator extends AbstractStreamOperator<Quota>
    implements OneInputStreamOperator<FieldCurve, Quota> {
  private static final long serialVersionUID = 1L;

  private final Rules rules;
  private final Window window;

  private transient ListState<FieldGrant> granted;
  private transient Ledger ledger;
  private transient TreeMap<Long, TreeMap<Long, FieldCurve>> waiting;
  private transient Watermarks watermarks;

  public BudgetOperator(Rules rules) {
    this.rules = rules;
    this.window = rules.window();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarks = Watermarks.restore(context);
    granted = context.getOperatorStateStore().getListState(Descriptors.GRANTED);
    ledger = new Ledger(rules);
    waiting = new TreeMap<>();
    for (FieldGrant grant : granted.get()) {
      if (grant.clusters() == FieldGrant.WAITING) {
        add(grant.curve());
      } else {
        ledger.put(grant);
      }
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarks.snapshot();
    List<FieldGrant> all = new ArrayList<>(ledger.grants());
    for (Map<Long, FieldCurve> curves : waiting.values()) {
      curves.values().forEach(curve -> all.add(new FieldGrant(curve, FieldGrant.WAITING)));
    }
    granted.update(all);
  }

  @Override
  public void open() throws Exception {
    super.open();
    ledger.register(getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<FieldCurve> element) {
    FieldCurve curve = element.getValue();
    if (window.timeOf(curve.boundary()) > watermarks.last()) {
      add(curve);
    }
  }

  private void add(FieldCurve curve) {
    waiting.computeIfAbsent(curve.boundary(), at -> new TreeMap<>()).put(curve.fieldId(), curve);
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    while (!waiting.isEmpty() && window.timeOf(waiting.firstKey()) <= watermark.getTimestamp()) {
      Map.Entry<Long, TreeMap<Long, FieldCurve>> due = waiting.pollFirstEntry();
      for (Quota quota : ledger.divide(due.getKey(), List.copyOf(due.getValue().values()))) {
        output.collect(new StreamRecord<>(quota));
      }
    }
    watermarks.advance(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  /** Swallowed, for the reason that FREQUENCY swallows it. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
