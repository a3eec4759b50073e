package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureRecordTest {
  private static final long SLIDE = 10;
  private static final Window WINDOW = new Window(SLIDE, 3);
  private static final long TTL = 5;

  /** One step of a feature's life: it is seen, then the watermark goes on by so many boundaries. */
  record Step(long ahead, int phase, int count, @Nullable Float value, int boundaries) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 1)),
                Tuple.of(2, Arbitraries.longs().between(-6, 0)),
                Tuple.of(2, Arbitraries.longs().between(1, 12))),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(1f, 2f, -1f).injectNull(0.5),
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(0)),
                Tuple.of(4, Arbitraries.just(1)),
                Tuple.of(1, Arbitraries.integers().between(2, 15))))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  /** Takes the record through the steps as FREQUENCY does, with timers, beside the plain model. */
  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void agreesWithThePlainModelAtEveryBoundary(
      @ForAll("lives") List<Step> life,
      @ForAll @IntRange(min = 1, max = 4) int panes,
      @ForAll @IntRange(min = 1, max = 9) int ttlOrNever) {
    Window window = new Window(SLIDE, panes);
    long ttl = ttlOrNever == 9 ? FeatureRecord.NEVER : ttlOrNever;
    FeatureModel model = new FeatureModel(window, ttl);
    FeatureRecord record = FeatureRecord.NONE;
    TreeSet<Long> timers = new TreeSet<>();
    long passed = 100;
    for (Step step : life) {
      long pane = passed + step.ahead();
      long ts = pane * SLIDE + step.phase();
      float[] values = step.value() == null ? null : new float[] {step.value()};
      long effective = window.effective(pane, passed);
      model.see(pane, step.count(), ts, values, passed);
      record = record.count(pane, step.count(), window, passed);
      if (values != null) {
        record = record.embed(ts, values, effective, passed);
      }
      if (!record.isEmpty()) {
        timers.add(effective);
      }
      long next = passed + step.boundaries();
      for (long boundary = passed + 1; boundary <= next; boundary++) {
        assertThat(model.calls(boundary) && !timers.contains(boundary))
            .as("boundary %s was missed by %s", boundary, record)
            .isFalse();
        if (timers.remove(boundary)) {
          record = slide(record, model, boundary, window, ttl);
          long change = record.nextChange(boundary, window, ttl);
          assertThat(change).isGreaterThan(boundary);
          if (!record.isEmpty() && change != FeatureRecord.NEVER) {
            timers.add(change);
          }
        }
      }
      passed = next;
    }
  }

  private static FeatureRecord slide(
      FeatureRecord record, FeatureModel model, long boundary, Window window, long ttl) {
    assertThat(record.frequency(boundary, window))
        .as("frequency at %s of %s", boundary, record)
        .isEqualTo(model.frequency(boundary));
    assertThat(record.isExpired(boundary, window, ttl))
        .as("expired at %s: %s", boundary, record)
        .isEqualTo(model.isExpired(boundary));
    if (model.isExpired(boundary)) {
      model.forget(boundary);
      return record.after(boundary);
    }
    Embedding found = record.embedding(boundary);
    Embedding inForce = model.inForce(boundary);
    if (inForce == null) {
      assertThat(found).isNull();
      return record;
    }
    assertThat(found)
        .as("embedding in force at %s of %s", boundary, record)
        .isEqualTo(
            new Embedding(
                inForce.effective(), inForce.ts(), inForce.values(), model.isSettled(inForce)));
    model.tell(boundary);
    return record.settle(boundary);
  }

  @Test
  void anUnseenFeatureIsEmptyAndNeverChanges() {
    assertThat(FeatureRecord.NONE.isEmpty()).isTrue();
    assertThat(FeatureRecord.NONE.nextChange(7, WINDOW, TTL)).isEqualTo(FeatureRecord.NEVER);
    assertThat(FeatureRecord.NONE.isExpired(7, WINDOW, TTL)).isFalse();
    assertThat(FeatureRecord.NONE.earliest()).isNull();
    assertThat(FeatureRecord.NONE.newest()).isNull();
  }

  @Test
  void aPaneThatNoBoundaryToComeSeesIsNotCounted() {
    assertThat(FeatureRecord.NONE.count(7, 1, WINDOW, 10).isEmpty()).isTrue();
    assertThat(FeatureRecord.NONE.count(8, 1, WINDOW, 10).frequency(11, WINDOW)).isEqualTo(1);
  }

  @Test
  void aFeatureThatIsOnlySeenAheadIsNotExpiredBefore() {
    FeatureRecord ahead = FeatureRecord.NONE.count(50, 1, WINDOW, 10);
    FeatureRecord alsoEmbedded = ahead.embed(505, new float[] {1}, 51, 10);

    for (long boundary = 11; boundary <= 51; boundary++) {
      assertThat(ahead.isExpired(boundary, WINDOW, TTL)).isFalse();
      assertThat(alsoEmbedded.isExpired(boundary, WINDOW, TTL)).isFalse();
    }
  }

  @Test
  void anEventAheadDoesNotPutOffTheExpiryBeforeIt() {
    FeatureRecord record = FeatureRecord.NONE.count(10, 1, WINDOW, 10).count(50, 1, WINDOW, 10);

    assertThat(record.nextChange(13, WINDOW, TTL)).as("then the window is empty").isEqualTo(14);
    assertThat(record.nextChange(14, WINDOW, TTL)).isEqualTo(16);
    assertThat(record.isExpired(15, WINDOW, TTL)).isFalse();
    assertThat(record.isExpired(16, WINDOW, TTL)).isTrue();
    assertThat(record.after(16)).isEqualTo(FeatureRecord.NONE.count(50, 1, WINDOW, 10));
  }

  @Test
  void anEventAheadDoesNotBringTheExpiryForward() {
    FeatureRecord record =
        FeatureRecord.NONE
            .embed(5, new float[] {1}, 1, 0)
            .count(4, 1, WINDOW, 3)
            .count(50, 1, WINDOW, 8);

    assertThat(record.isExpired(9, WINDOW, TTL)).as("seen in pane 4").isFalse();
    assertThat(record.isExpired(10, WINDOW, TTL)).isTrue();
  }

  @Test
  void theNewestEmbeddingWinsWhoeverComesFirst() {
    FeatureRecord upwards =
        FeatureRecord.NONE.embed(103, new float[] {1}, 11, 9).embed(107, new float[] {2}, 11, 9);
    FeatureRecord downwards =
        FeatureRecord.NONE.embed(107, new float[] {2}, 11, 9).embed(103, new float[] {1}, 11, 9);

    assertThat(upwards).isEqualTo(downwards);
    assertThat(upwards.embedding(11)).isEqualTo(new Embedding(11, 107, new float[] {2}, false));
  }

  @Test
  void onEqualTimesTheGreaterBytesWin() {
    FeatureRecord record =
        FeatureRecord.NONE.embed(103, new float[] {-1}, 11, 9).embed(103, new float[] {2}, 11, 9);

    assertThat(record.embedding(11))
        .as("the sign is the highest bit, so -1 has the greater bytes")
        .isEqualTo(new Embedding(11, 103, new float[] {-1}, false));
  }

  @Test
  void theEmbeddingInForceIsKeptWhileALaterOneWaits() {
    FeatureRecord record =
        FeatureRecord.NONE
            .embed(103, new float[] {1}, 11, 9)
            .embed(205, new float[] {2}, 21, 9)
            .embed(155, new float[] {3}, 16, 9);

    assertThat(record.embedding(10)).isNull();
    assertThat(values(record.embedding(15))).containsExactly(1);
    assertThat(values(record.embedding(16))).containsExactly(3);
    assertThat(values(record.embedding(21))).containsExactly(2);
    assertThat(values(record.earliest())).containsExactly(1);
    assertThat(values(record.newest())).containsExactly(2);
  }

  @Test
  void whatIsBeatenFromAnEarlierBoundaryOnIsLetGo() {
    // Where a watermark went back at a restore, an older event may be due later than a newer one.
    FeatureRecord record =
        FeatureRecord.NONE.embed(100, new float[] {1}, 20, 9).embed(200, new float[] {2}, 15, 9);

    assertThat(record.embeddings()).containsExactly(new Embedding(15, 200, new float[] {2}, false));
  }

  @Test
  void settlingTellsOfTheOneInForceAndLetsGoOfThoseBefore() {
    FeatureRecord record =
        FeatureRecord.NONE
            .embed(103, new float[] {1}, 11, 9)
            .embed(155, new float[] {3}, 16, 9)
            .embed(205, new float[] {2}, 21, 9);

    assertThat(record.settle(10)).isSameAs(record);
    FeatureRecord settled = record.settle(16);
    assertThat(settled.embeddings())
        .containsExactly(
            new Embedding(16, 155, new float[] {3}, true),
            new Embedding(21, 205, new float[] {2}, false));
    assertThat(settled.settle(17)).isSameAs(settled);
  }

  @Test
  void whatIsKeptDoesNotGrowWithTime() throws IOException {
    FeatureRecord record = FeatureRecord.NONE;
    for (long pane = 0; pane < 1_000; pane++) {
      long passed = pane - 1;
      record =
          record
              .count(pane, 3, WINDOW, passed)
              .embed(pane * SLIDE, new float[] {pane}, pane + 1, passed);
    }
    assertThat(record.panes()).hasSizeLessThanOrEqualTo(WINDOW.panes() + 1);
    assertThat(record.embeddings()).hasSizeLessThanOrEqualTo(2);

    DataOutputSerializer bytes = new DataOutputSerializer(64);
    FeatureRecordSerializer.INSTANCE.serialize(record.settle(1_000), bytes);
    assertThat(bytes.length()).as("a live feature with one dimension").isLessThanOrEqualTo(24);
  }

  private static float[] values(@Nullable Embedding embedding) {
    return embedding == null ? new float[0] : embedding.values();
  }
}
