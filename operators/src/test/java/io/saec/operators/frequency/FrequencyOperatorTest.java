package io.saec.operators.frequency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.operators.Metrics;
import io.saec.operators.Occurrences;
import io.saec.operators.Recorder;
import io.saec.operators.Rules;
import io.saec.operators.ShardHead;
import io.saec.operators.TestRules;
import io.saec.state.Descriptors;
import io.saec.state.FeatureChange;
import io.saec.state.FeatureChangeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slides of ten milliseconds: pane p is seen by the boundaries p + 1 to p + 3. */
class FrequencyOperatorTest {
  private static final int MAX_PARALLELISM = 8;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** The operator in its harness, with what it put out. */
  private record Running(
      KeyedOneInputStreamOperatorTestHarness<Long, Occurrences, FeatureChange> harness,
      Recorder<FeatureChange> out) {

    void see(int shard, String feature, long ts, int count, float... embedding) throws Exception {
      boolean bare = embedding.length == 0;
      harness.processElement(
          new Occurrences(
              TestRules.key(shard),
              feature,
              TestRules.WINDOW.paneOf(ts),
              count,
              bare ? 0 : ts,
              bare ? null : embedding),
          ts);
    }

    List<String> watermark(long timestamp) throws Exception {
      harness.processWatermark(timestamp);
      return out.words();
    }

    /** Shards that state is kept of. */
    List<Long> shards() {
      try (Stream<Long> keys =
          harness
              .getOperator()
              .<Long>getKeyedStateBackend()
              .getKeys(Descriptors.FEATURES.getName(), VoidNamespace.INSTANCE)) {
        return keys.distinct().toList();
      }
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }
  }

  private Running start(Rules rules) throws Exception {
    return start(
        new KeyedOneInputStreamOperatorTestHarness<>(
            new FrequencyOperator(rules), Occurrences::key, Types.LONG, MAX_PARALLELISM, 1, 0),
        OperatorSubtaskState.builder().build());
  }

  private Running start() throws Exception {
    return start(new TestRules().build());
  }

  private Running restore(Rules rules, OperatorSubtaskState state, int subtasks, int subtask)
      throws Exception {
    return start(
        new KeyedOneInputStreamOperatorTestHarness<>(
            new FrequencyOperator(rules),
            Occurrences::key,
            Types.LONG,
            MAX_PARALLELISM,
            subtasks,
            subtask),
        state);
  }

  private Running start(
      KeyedOneInputStreamOperatorTestHarness<Long, Occurrences, FeatureChange> harness,
      OperatorSubtaskState state)
      throws Exception {
    opened.add(harness);
    Recorder<FeatureChange> out = new Recorder<>(FeatureChangeSerializer.INSTANCE);
    harness.setOutputCreator(serializer -> out);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup(FeatureChangeSerializer.INSTANCE);
    harness.initializeState(state);
    harness.open();
    return new Running(harness, out);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }

  @Test
  void countsAreExactByPane() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 2, 1);
    shard.see(0, "apple", 7, 3);
    shard.see(0, "apple", 15, 4);
    shard.see(0, "pear", 15, 1, 2);
    shard.out().words();

    assertThat(shard.watermark(10))
        .containsExactly("SETTLED apple@1 [1.0]", "head 0@1: 5 of 1, [5] [1.0]", "watermark 10");
    assertThat(shard.watermark(20))
        .containsExactly(
            "SETTLED pear@2 [2.0]", "head 0@2: 10 of 2, [9, 1] [1.0, 2.0]", "watermark 20");
    assertThat(shard.watermark(30))
        .containsExactly("head 0@3: 10 of 2, [9, 1] [1.0, 2.0]", "watermark 30");
    assertThat(shard.watermark(40))
        .containsExactly("head 0@4: 5 of 2, [4, 1] [1.0, 2.0]", "watermark 40");
  }

  @Test
  void aBoundarySeesOnlyWhatWasBeforeIt() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 9, 1, 1);
    shard.see(0, "apple", 10, 1);
    shard.see(0, "apple", 29, 1);
    shard.out().words();

    assertThat(shard.watermark(10)).contains("head 0@1: 1 of 1, [1] [1.0]");
    assertThat(shard.watermark(20)).contains("head 0@2: 2 of 1, [2] [1.0]");
    assertThat(shard.watermark(30)).contains("head 0@3: 3 of 1, [3] [1.0]");
  }

  @Test
  void lateEventsCountWhileTheirPaneIsInTheWindow() throws Exception {
    Metrics metrics = new Metrics();
    Running shard =
        start(
            new KeyedOneInputStreamOperatorTestHarness<>(
                new FrequencyOperator(new TestRules().build()),
                Occurrences::key,
                Types.LONG,
                metrics.environment()),
            OperatorSubtaskState.builder().build());
    shard.see(0, "apple", 5, 1, 1);
    shard.watermark(30);
    shard.see(0, "apple", 15, 2);
    assertThat(metrics.count("lateOccurrences")).isZero();
    shard.see(0, "apple", 5, 7);

    assertThat(metrics.count("lateOccurrences")).isEqualTo(7);
    assertThat(shard.watermark(40)).contains("head 0@4: 2 of 1, [2] [1.0]");
  }

  @Test
  void theEmbeddingOfAnEventThatIsTooLateStillCounts() throws Exception {
    Running shard = start();
    shard.watermark(1000);
    shard.out().words();
    shard.see(0, "apple", 5, 7, 3);

    assertThat(shard.out().words()).containsExactly("ARRIVED apple@101 [3.0]");
    assertThat(shard.watermark(1010))
        .containsExactly(
            "SETTLED apple@101 [3.0]", "head 0@101: 0 of 1, [0] [3.0]", "watermark 1010");
  }

  @Test
  void anEventThatIsTooLateAndBringsNothingLeavesNoTrace() throws Exception {
    Running shard = start();
    shard.watermark(1000);
    shard.see(0, "apple", 5, 7);

    assertThat(shard.shards()).isEmpty();
    assertThat(shard.harness().numEventTimeTimers()).isZero();
  }

  @Test
  void eventsAheadAreKeptAsideUntilTheirTime() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.see(0, "pear", 25, 6, 2);
    shard.out().words();

    assertThat(shard.watermark(10))
        .containsExactly("SETTLED apple@1 [1.0]", "head 0@1: 1 of 1, [1] [1.0]", "watermark 10");
    assertThat(shard.watermark(20)).containsExactly("head 0@2: 1 of 1, [1] [1.0]", "watermark 20");
    assertThat(shard.watermark(30))
        .containsExactly(
            "SETTLED pear@3 [2.0]", "head 0@3: 7 of 2, [6, 1] [2.0, 1.0]", "watermark 30");
  }

  @Test
  void theEmbeddingInForceIsUsedThoughALaterOneHasCome() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.see(0, "apple", 25, 1, 9);
    assertThat(shard.out().words())
        .containsExactly("ARRIVED apple@1 [1.0]", "ARRIVED apple@3 [9.0]");

    assertThat(shard.watermark(10))
        .containsExactly("SETTLED apple@1 [1.0]", "head 0@1: 1 of 1, [1] [1.0]", "watermark 10");
    assertThat(shard.watermark(20)).containsExactly("head 0@2: 1 of 1, [1] [1.0]", "watermark 20");
    assertThat(shard.watermark(30))
        .containsExactly("SETTLED apple@3 [9.0]", "head 0@3: 2 of 1, [2] [9.0]", "watermark 30");
  }

  @Test
  void onlyANewFeatureOrOneThatMovedPastTheToleranceArrives() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 3, 1, 10);
    assertThat(shard.out().words()).containsExactly("ARRIVED apple@1 [10.0]");

    shard.see(0, "apple", 4, 1, 14);
    shard.see(0, "apple", 2, 1, 99);
    assertThat(shard.out().words()).as("moved by 40%, and an older one").isEmpty();

    shard.see(0, "apple", 5, 1, 22);
    assertThat(shard.out().words()).containsExactly("ARRIVED apple@1 [22.0]");
  }

  @Test
  void aNewEmbeddingIsSettledOnceHoweverLittleItMoved() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 10);
    shard.watermark(10);
    shard.see(0, "apple", 15, 1, 10.5f);

    assertThat(shard.watermark(20)).contains("SETTLED apple@2 [10.5]");
    assertThat(shard.watermark(30)).noneMatch(word -> word.startsWith("SETTLED"));
  }

  @Test
  void aFeatureWithoutAnEmbeddingIsInNoHead() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 3);

    assertThat(shard.watermark(10)).containsExactly("head 0@1: 0 of 0, [] []", "watermark 10");
  }

  @Test
  void headsEndWithOneThatTellsOfTheEmptyWindowAndOneMoreTellsOfTheExpiry() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.watermark(30);

    assertThat(shard.watermark(40)).containsExactly("head 0@4: 0 of 1, [0] [1.0]", "watermark 40");
    assertThat(shard.watermark(50)).containsExactly("watermark 50");
    assertThat(shard.watermark(60))
        .containsExactly("EXPIRED apple@6", "head 0@6: 0 of 0, [] []", "watermark 60");
    assertThat(shard.shards()).isEmpty();
    assertThat(shard.harness().numEventTimeTimers()).isZero();
  }

  @Test
  void anExpiredFeatureThatIsSeenAgainArrivesAnew() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.watermark(60);
    shard.see(0, "apple", 65, 1, 1);

    assertThat(shard.out().words()).containsExactly("ARRIVED apple@7 [1.0]");
  }

  @Test
  void anEmbeddingAheadArrivesAgainWhenItsFeatureExpiresBefore() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.see(0, "apple", 105, 1, 2);
    shard.out().words();
    shard.watermark(50);

    assertThat(shard.watermark(60))
        .containsExactly(
            "EXPIRED apple@6", "ARRIVED apple@11 [2.0]", "head 0@6: 0 of 0, [] []", "watermark 60");
    assertThat(shard.watermark(110))
        .containsExactly("SETTLED apple@11 [2.0]", "head 0@11: 1 of 1, [1] [2.0]", "watermark 110");
  }

  @Test
  void aFeatureThatWasOnlySeenAheadDoesNotExpireMeanwhile() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.see(0, "pear", 105, 1, 2);
    shard.out().words();

    assertThat(shard.watermark(30)).noneMatch(word -> word.contains("pear"));
  }

  @Test
  void whatATimeSeesDoesNotDependOnHowEarlyItsEventsCame() throws Exception {
    Running early = start();
    early.see(0, "apple", 5, 1, 1);
    early.see(0, "apple", 38, 2);
    early.see(0, "apple", 205, 3, 2);
    early.out().words();
    List<String> found = new ArrayList<>();
    for (long time = 10; time <= 300; time += 10) {
      found.addAll(early.watermark(time));
    }

    Running prompt = start();
    List<String> expected = new ArrayList<>();
    prompt.see(0, "apple", 5, 1, 1);
    for (long time = 10; time <= 300; time += 10) {
      if (time == 40) {
        prompt.see(0, "apple", 38, 2);
      }
      if (time == 210) {
        prompt.see(0, "apple", 205, 3, 2);
      }
      expected.addAll(prompt.watermark(time));
    }
    expected.removeIf(word -> word.startsWith("ARRIVED"));
    found.removeIf(word -> word.startsWith("ARRIVED"));

    assertThat(found).isEqualTo(expected).contains("EXPIRED apple@9");
  }

  @Test
  void aGapInEventTimeDoesNotFireBoundaryByBoundary() throws Exception {
    Running shard = start();
    shard.see(0, "apple", 5, 1, 1);
    shard.see(0, "pear", 10_005, 1, 1);
    shard.out().words();

    assertThat(shard.watermark(10_010))
        .filteredOn(word -> word.startsWith("head"))
        .containsExactly(
            "head 0@1: 1 of 1, [1] [1.0]",
            "head 0@2: 1 of 1, [1] [1.0]",
            "head 0@3: 1 of 1, [1] [1.0]",
            "head 0@4: 0 of 1, [0] [1.0]",
            "head 0@6: 0 of 0, [] []",
            "head 0@1001: 1 of 1, [1] [1.0]");
  }

  @Test
  void everyShardSendsAHeadOfItsOwn() throws Exception {
    Running shards = start();
    shards.see(2, "apple", 5, 1, 1);
    shards.see(0, "pear", 5, 2, 2);
    shards.out().words();

    assertThat(shards.watermark(10))
        .containsOnlyOnce("head 0@1: 2 of 1, [2] [2.0]", "head 2@1: 1 of 1, [1] [1.0]")
        .endsWith("watermark 10");
  }

  @Test
  void noBoundaryFiresAfterTheEndNotEvenWithTheLastWatermark() throws Exception {
    Running shard = start(new TestRules().end(2).build());
    shard.see(0, "apple", 5, 1, 1);
    shard.see(0, "apple", 25, 1, 2);
    shard.out().words();

    assertThat(shard.watermark(Long.MAX_VALUE))
        .containsExactly(
            "SETTLED apple@1 [1.0]",
            "head 0@1: 1 of 1, [1] [1.0]",
            "head 0@2: 1 of 1, [1] [1.0]",
            "watermark MAX");
  }

  @Test
  void isNeverTakenForIdle() throws Exception {
    Running shard = start();
    shard.harness().processWatermarkStatus(WatermarkStatus.IDLE);
    shard.harness().processWatermarkStatus(WatermarkStatus.ACTIVE);

    assertThat(shard.out().words()).isEmpty();
  }

  @Test
  void aFieldThatTheJobNoLongerHasRestsUntilItIsBack() throws Exception {
    Running with = start();
    with.see(0, "apple", 5, 1, 1);
    Running without = restore(new TestRules().fields(TestRules.TAG).build(), with.snapshot(), 1, 0);

    assertThat(without.watermark(30)).containsExactly("watermark 30");
    assertThat(without.shards()).containsExactly(TestRules.key(0));
  }

  @Test
  void goesOnInMidWindowAfterARestore() throws Exception {
    Running before = start();
    before.see(0, "apple", 5, 2, 1);
    before.see(0, "apple", 25, 4, 2);
    before.watermark(10);

    Running after = restore(new TestRules().build(), before.snapshot(), 1, 0);
    after.see(0, "apple", 15, 1);

    assertThat(after.watermark(20)).containsExactly("head 0@2: 3 of 1, [3] [1.0]", "watermark 20");
    assertThat(after.watermark(30))
        .containsExactly("SETTLED apple@3 [2.0]", "head 0@3: 7 of 1, [7] [2.0]", "watermark 30");
  }

  @Test
  void theWatermarkIsKeptForShardsThatWereNeverSeenBefore() throws Exception {
    Running before = start();
    before.see(0, "apple", 5, 1, 1);
    before.watermark(30);

    Running after = restore(new TestRules().build(), before.snapshot(), 1, 0);
    after.see(1, "plum", 5, 1);
    assertThat(after.shards()).as("plum was too late").containsExactly(TestRules.key(0));
    after.see(1, "plum", 15, 1, 1);

    assertThat(after.out().words()).containsExactly("ARRIVED plum@4 [1.0]");
    assertThat(after.watermark(39)).containsExactly("watermark 39");
    assertThat(after.watermark(40)).contains("SETTLED plum@4 [1.0]", "head 1@4: 1 of 1, [1] [1.0]");
  }

  @Test
  void theLastWatermarkOfABoundedRunIsNotKept() throws Exception {
    Running before = start(new TestRules().end(1).build());
    before.see(0, "apple", 5, 1, 1);
    before.watermark(10);
    before.watermark(Long.MAX_VALUE);

    Running after = restore(new TestRules().build(), before.snapshot(), 1, 0);
    after.see(0, "apple", 15, 1);
    assertThat(after.watermark(20)).contains("head 0@2: 2 of 1, [2] [1.0]");
  }

  @Test
  void refusesAnotherGeometryThanTheStatesNamingTheOption() throws Exception {
    Running before = start();
    before.see(0, "apple", 5, 1, 1);
    OperatorSubtaskState state = before.snapshot();

    assertThatThrownBy(() -> restore(new TestRules().window(20, 3).build(), state, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "window.slide in milliseconds was 10 when this state was born and cannot become 20: set"
                + " it back, or start without the state");
    assertThatThrownBy(() -> restore(new TestRules().shards(8).build(), state, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("shards was 4 ");
    assertThat(restore(new TestRules().window(10, 6).build(), state, 1, 0).watermark(10))
        .as("the window may grow")
        .contains("head 0@1: 1 of 1, [1] [1.0]");
  }

  @Test
  void itsShardsAreSpreadOverMoreSubtasksWithoutLoss() throws Exception {
    Running before = start(new TestRules().shards(64).build());
    for (int shard = 0; shard < 64; shard++) {
      before.see(shard, "f" + shard, 5, 1, shard);
    }
    before.watermark(10);
    OperatorSubtaskState state = before.snapshot();

    List<Long> heads = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 2, subtask);
      Running after = restore(new TestRules().shards(64).build(), part, 2, subtask);
      after.harness().processWatermark(new Watermark(20));
      List<ShardHead> sent = after.out().all(ShardHead.class);
      assertThat(sent).hasSizeBetween(1, 63).allMatch(head -> head.share().occurrences() == 1);
      sent.forEach(head -> heads.add(head.key()));
    }
    assertThat(heads).hasSize(64).doesNotHaveDuplicates();
  }

  @Test
  void withAnAdmissionCountAFeatureIsToldOfAtTheBoundaryThatHasSeenItOftenEnough()
      throws Exception {
    Running shard = start(new TestRules().admission(3).build());
    shard.see(0, "apple", 5, 2, 1);
    shard.see(0, "pear", 5, 3, 2);
    assertThat(shard.out().words()).as("nothing arrives at once").isEmpty();
    assertThat(shard.watermark(10))
        .containsExactly("SETTLED pear@1 [2.0]", "head 0@1: 3 of 1, [3] [2.0]", "watermark 10");

    shard.see(0, "apple", 15, 1);
    assertThat(shard.watermark(20))
        .containsExactly(
            "SETTLED apple@2 [1.0]", "head 0@2: 6 of 2, [3, 3] [1.0, 2.0]", "watermark 20");
  }

  @Test
  void aFeatureOnceAdmittedStaysSoAndItsNewEmbeddingsArriveAtOnce() throws Exception {
    Running shard = start(new TestRules().admission(3).build());
    shard.see(0, "pear", 5, 3, 2);
    shard.watermark(10);
    shard.see(0, "pear", 15, 0, 9);

    assertThat(shard.out().words()).containsExactly("ARRIVED pear@2 [9.0]");
    assertThat(shard.watermark(40)).contains("head 0@4: 0 of 1, [0] [9.0]");
  }

  @Test
  void aFeatureThatWasNeverAdmittedExpiresAndMustBeAdmittedAnew() throws Exception {
    Running shard = start(new TestRules().admission(3).build());
    shard.see(0, "apple", 5, 2, 1);
    shard.watermark(60);
    assertThat(shard.shards()).isEmpty();

    shard.see(0, "apple", 65, 2, 1);
    assertThat(shard.watermark(70)).containsExactly("head 0@7: 0 of 0, [] []", "watermark 70");
  }
}
