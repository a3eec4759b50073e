package io.saec.operators.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.operators.Occurrences;
import io.saec.operators.OccurrencesSerializer;
import io.saec.operators.Recorder;
import io.saec.operators.TestRules;
import java.util.List;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineOperatorTest {
  private static final int SIZE = 3;
  private static final long MILLIS = 50;

  private final Recorder<Occurrences> out = new Recorder<>(OccurrencesSerializer.INSTANCE);
  private final OneInputStreamOperatorTestHarness<Occurrences, Occurrences> harness;

  CombineOperatorTest() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new CombineOperator(SIZE, MILLIS));
  }

  @BeforeEach
  void open() throws Exception {
    harness.setOutputCreator(serializer -> out);
    harness.setup(OccurrencesSerializer.INSTANCE);
    harness.setProcessingTime(1_000);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void see(String feature, long pane, long count) throws Exception {
    harness.processElement(
        new Occurrences(TestRules.key(0), feature, pane, count, 0, null), 10 * pane);
  }

  private void embed(String feature, long pane, long ts, float... embedding) throws Exception {
    harness.processElement(new Occurrences(TestRules.key(0), feature, pane, 1, ts, embedding), ts);
  }

  private List<String> flushed() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return out.words();
  }

  @Test
  void foldsTheOccurrencesOfAFeature() throws Exception {
    see("apple", 1, 2);
    see("pear", 1, 1);
    see("apple", 1, 3);
    assertThat(out.words()).as("held").isEmpty();

    assertThat(flushed()).containsExactlyInAnyOrder("apple x5 in 1", "pear x1 in 1");
  }

  @Test
  void neverMergesPanes() throws Exception {
    see("apple", 1, 2);
    see("apple", 2, 3);

    assertThat(flushed()).containsExactlyInAnyOrder("apple x2 in 1", "apple x3 in 2");
  }

  @Test
  void neverMergesTheSameFeatureOfOtherKeys() throws Exception {
    see("apple", 1, 2);
    harness.processElement(new Occurrences(TestRules.key(1), "apple", 1, 3, 0, null), 10);

    assertThat(flushed()).containsExactlyInAnyOrder("apple x2 in 1", "apple x3 in 1");
  }

  @Test
  void theNewestEmbeddingWinsAndOnTiesTheGreaterBytes() throws Exception {
    embed("apple", 1, 15, 1);
    embed("apple", 1, 12, 9);
    see("apple", 1, 1);
    assertThat(flushed()).containsExactly("apple x3 in 1 [1.0]");

    embed("apple", 1, 15, 2);
    embed("apple", 1, 15, -1);
    embed("apple", 1, 15, 3);
    assertThat(flushed()).containsExactly("apple x3 in 1 [-1.0]");
  }

  @Test
  void theTimeOfTheEmbeddingGoesWithIt() throws Exception {
    embed("apple", 1, 12, 9);
    embed("apple", 1, 15, 1);
    see("apple", 1, 1);
    harness.prepareSnapshotPreBarrier(1);

    assertThat(out.all(Occurrences.class))
        .extracting(Occurrences::embeddingTs)
        .containsExactly(15L);
  }

  @Test
  void flushesWhenItIsFull() throws Exception {
    see("apple", 1, 1);
    see("pear", 1, 1);
    see("apple", 1, 1);
    assertThat(out.words()).isEmpty();
    see("plum", 1, 1);

    assertThat(out.words())
        .containsExactlyInAnyOrder("apple x2 in 1", "pear x1 in 1", "plum x1 in 1");
    assertThat(flushed()).as("nothing twice").isEmpty();
  }

  @Test
  void flushesWhenTheTimeIsUp() throws Exception {
    see("apple", 1, 1);
    harness.setProcessingTime(1_030);
    see("apple", 1, 1);
    harness.setProcessingTime(1_049);
    assertThat(out.words()).isEmpty();
    harness.setProcessingTime(1_050);
    assertThat(out.words()).containsExactly("apple x2 in 1");

    see("pear", 1, 1);
    harness.setProcessingTime(1_099);
    assertThat(out.words()).isEmpty();
    harness.setProcessingTime(1_100);
    assertThat(out.words()).as("and again").containsExactly("pear x1 in 1");
  }

  @Test
  void holdsNothingOverAWatermark() throws Exception {
    see("apple", 1, 1);
    harness.processWatermark(20);

    assertThat(out.words()).containsExactly("apple x1 in 1", "watermark 20");
  }

  @Test
  void holdsNothingWhenItsSourceGoesIdle() throws Exception {
    see("apple", 1, 1);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(out.words()).containsExactly("apple x1 in 1", WatermarkStatus.IDLE.toString());
  }

  @Test
  void holdsNothingOverABarrier() throws Exception {
    see("apple", 1, 1);
    harness.prepareSnapshotPreBarrier(7);

    assertThat(out.words()).containsExactly("apple x1 in 1");
  }

  @Test
  void holdsNothingOverTheEnd() throws Exception {
    see("apple", 1, 1);
    harness.endInput();

    assertThat(out.words()).containsExactly("apple x1 in 1");
  }
}
