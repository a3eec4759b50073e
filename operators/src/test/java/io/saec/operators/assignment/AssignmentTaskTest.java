package io.saec.operators.assignment;

import static io.saec.operators.assignment.Running.mapped;
import static org.assertj.core.api.Assertions.assertThat;

import io.saec.operators.FieldCodebook;
import io.saec.operators.FieldCodebookSerializer;
import io.saec.operators.Recorder;
import io.saec.operators.TestRules;
import io.saec.operators.WireRecord;
import io.saec.operators.WireRecordSerializer;
import io.saec.state.FeatureChange;
import io.saec.state.FeatureChange.Kind;
import io.saec.state.FeatureChangeSerializer;
import io.saec.state.SerializedType;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * ASSIGNMENT in a task of Flink's own, whose mailbox and inputs say what is there and what is not.
 * The inputs stay open: nothing ever tells the operator that no more will come.
 */
@Timeout(60)
class AssignmentTaskTest {
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();
  private static final Object END = new Object();

  /** What is to come in by the first input and by the second, and what came out. */
  private static final BlockingQueue<Object> CHANGES = new LinkedBlockingQueue<>();

  private static final BlockingQueue<Object> CODEBOOKS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> OUT = new LinkedBlockingQueue<>();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  private JobClient job;

  /** Emits what comes into a queue, until the end. */
  private static final class Feed<T> extends AbstractStreamOperator<T>
      implements OneInputStreamOperator<Long, T> {
    private static final long serialVersionUID = 1L;

    private final boolean first;

    Feed(boolean first) {
      this.first = first;
    }

    @Override
    @SuppressWarnings("unchecked") // what the test put in
    public void processElement(StreamRecord<Long> start) throws Exception {
      BlockingQueue<Object> queue = first ? CHANGES : CODEBOOKS;
      for (Object next = queue.take(); next != END; next = queue.take()) {
        if (next instanceof Watermark watermark) {
          output.emitWatermark(watermark);
        } else {
          output.collect(new StreamRecord<>((T) next));
        }
      }
    }
  }

  /** Takes down what came out. */
  private static final class Listener extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<WireRecord, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(StreamRecord<WireRecord> record) {
      OUT.add(Recorder.word(record.getValue()));
    }

    @Override
    public void processWatermark(Watermark watermark) {
      OUT.add(Recorder.word(watermark));
    }
  }

  /** Two clusters, at 0 and at 10, in force. */
  @BeforeEach
  void start() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    DataStream<FeatureChange> changes =
        env.fromSequence(1, 1)
            .transform(
                "changes",
                new SerializedType<>(FeatureChange.class, FeatureChangeSerializer.INSTANCE),
                new Feed<>(true));
    DataStream<FieldCodebook> codebooks =
        env.fromSequence(1, 1)
            .transform("codebooks", FieldCodebookSerializer.TYPE, new Feed<>(false));
    changes
        .keyBy(FeatureChange::key, Types.LONG)
        .connect(codebooks.broadcast())
        .transform(
            "assignment",
            WireRecordSerializer.TYPE,
            new AssignmentOperatorFactory(new TestRules().build(), 1))
        .transform("listener", Types.LONG, new Listener())
        .sinkTo(new DiscardingSink<>());
    job = env.executeAsync();
    CODEBOOKS.add(
        new FieldCodebook(TestRules.ITEM.id(), 1, Running.line(1, 1, new int[] {0, 1}, 0, 10)));
    CODEBOOKS.add(new Watermark(10));
    CHANGES.add(new Watermark(10));
    assertThat(OUT.take()).isEqualTo("watermark 10");
  }

  @AfterEach
  void stop() throws Exception {
    CHANGES.add(END);
    CODEBOOKS.add(END);
    job.getJobExecutionResult().get();
    OUT.clear();
  }

  private static void arrive(String feature, float place) {
    CHANGES.add(
        new FeatureChange(TestRules.key(0), feature, Kind.ARRIVED, 2, 15, new float[] {place}));
  }

  private long count(String counter) {
    return METRICS.findMetrics(job.getJobID(), "assignment.0." + counter).values().stream()
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  @Test
  void aLoneChangeIsMappedThoughNothingComesAfterIt() throws Exception {
    arrive("plum", 8);
    assertThat(OUT.take()).isEqualTo(mapped("plum", 1, 1, "ARRIVAL", 15));
    arrive("fig", 1);
    assertThat(OUT.take()).isEqualTo(mapped("fig", 0, 1, "ARRIVAL", 15));

    assertThat(count("tiles")).isZero();
    assertThat(count("tiled")).isZero();
    assertThat(count("arrivals")).isEqualTo(2);
  }

  @Test
  void whatIsThereGoesInTilesAndAllOfItGoes() throws Exception {
    int changes = 10_000;
    for (int i = 0; i < changes; i++) {
      arrive("f" + i, 1);
    }
    Set<String> out = new TreeSet<>();
    for (int i = 0; i < changes; i++) {
      out.add(OUT.take());
    }

    assertThat(out).hasSize(changes);
    // A network buffer holds hundreds: were they done one by one, there would be no tile at all.
    assertThat(count("tiles")).isPositive();
    assertThat(count("tiled")).isBetween(4 * count("tiles"), Tile.SIZE * count("tiles"));
  }
}
