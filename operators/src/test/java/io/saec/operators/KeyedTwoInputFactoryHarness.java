package io.saec.operators;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * Flink's own harnesses of two inputs, keyed, take an operator that is made already; this one takes
 * its factory, which gives it a mailbox.
 */
public final class KeyedTwoInputFactoryHarness<K, A, B, T>
    extends AbstractStreamOperatorTestHarness<T> {

  public KeyedTwoInputFactoryHarness(
      StreamOperatorFactory<T> factory,
      KeySelector<A, K> firstKey,
      KeySelector<B, K> secondKey,
      TypeInformation<K> keys,
      int maxParallelism,
      int subtasks,
      int subtask)
      throws Exception {
    this(factory, firstKey, keys, maxParallelism, subtasks, subtask);
    config.setStatePartitioner(1, secondKey);
    config.serializeAllConfigs();
  }

  /** One whose second input is broadcast. */
  public KeyedTwoInputFactoryHarness(
      StreamOperatorFactory<T> factory,
      KeySelector<A, K> firstKey,
      TypeInformation<K> keys,
      int maxParallelism,
      int subtasks,
      int subtask)
      throws Exception {
    super(factory, maxParallelism, subtasks, subtask);
    config.setStatePartitioner(0, firstKey);
    config.setStateKeySerializer(keys.createSerializer(new SerializerConfigImpl()));
    config.serializeAllConfigs();
  }

  @SuppressWarnings("unchecked") // what the factory makes
  private TwoInputStreamOperator<A, B, T> step() {
    return (TwoInputStreamOperator<A, B, T>) Objects.requireNonNull(operator);
  }

  public void processElement1(A element) throws Exception {
    StreamRecord<A> record = new StreamRecord<>(element);
    step().setKeyContextElement1(record);
    step().processElement1(record);
  }

  public void processElement2(B element) throws Exception {
    StreamRecord<B> record = new StreamRecord<>(element);
    step().setKeyContextElement2(record);
    step().processElement2(record);
  }

  /** Runs the mails that have come, and those that they bring, without waiting for any. */
  public void runMails() throws Exception {
    while (getTaskMailbox().hasMail()) {
      getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }
  }

  public void processWatermark1(long timestamp) throws Exception {
    step().processWatermark1(new Watermark(timestamp));
  }

  public void processWatermark2(long timestamp) throws Exception {
    step().processWatermark2(new Watermark(timestamp));
  }
}
