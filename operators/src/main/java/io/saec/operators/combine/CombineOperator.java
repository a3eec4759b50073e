package io.saec.operators.combine;

import io.saec.operators.Occurrences;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Folds the occurrences of a hot feature before the shuffle. It holds nothing over a watermark or
 * an idle source, so nothing becomes late in it, and nothing over a barrier, so it has no state.
 */
public final class CombineOperator extends AbstractStreamOperator<Occurrences>
    implements OneInputStreamOperator<Occurrences, Occurrences>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final long millis;

  private transient Bundle bundle;
  private transient StreamRecord<Occurrences> element;
  private transient boolean timerSet;

  /**
   * @param size features and panes held at the most
   * @param millis that one is held at the longest
   */
  public CombineOperator(int size, long millis) {
    this.size = size;
    this.millis = millis;
  }

  @Override
  public void open() throws Exception {
    super.open();
    bundle = new Bundle();
    element = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<Occurrences> record) {
    bundle.add(record.getValue());
    if (bundle.size() >= size) {
      flush();
    } else if (!timerSet) {
      timerSet = true;
      long now = getProcessingTimeService().getCurrentProcessingTime();
      // Never cancelled: a flush of an empty bundle does nothing.
      var unused = getProcessingTimeService().registerTimer(now + millis, this::onTimer);
    }
  }

  private void onTimer(long timestamp) {
    timerSet = false;
    flush();
  }

  private void flush() {
    bundle.drain(occurrences -> output.collect(element.replace(occurrences)));
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    flush();
    super.processWatermark(watermark);
  }

  /**
   * An idle source holds no watermark back: what was still in here would come after those of the
   * other sources, and be late.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }
}
