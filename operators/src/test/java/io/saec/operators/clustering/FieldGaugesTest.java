package io.saec.operators.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.operators.Gauges;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import io.saec.state.FieldHead;
import io.saec.state.FieldProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldGaugesTest {
  private static final Rules RULES = new TestRules().build();
  private static final Head HEAD =
      new Head(1, new float[] {0, 1, 9, 10}, new long[] {4, 3, 2, 1}, 20);
  private static final Codebook MADE =
      new EvolvingCodebookMaker(RULES.clustering()).next("item", null, HEAD, 2, 10);

  private final Gauges gauges = new Gauges();
  private final FieldGauges told = new FieldGauges(gauges, RULES);

  private static Decision decision(
      Because because, double before, @Nullable Codebook made, @Nullable Codebook published) {
    FieldHead head = new FieldHead(TestRules.ITEM.id(), new FieldProgress(1, new int[] {9}), HEAD);
    return new Decision(head, because, 2, before, made, published, null, Duration.ofMillis(250));
  }

  private double now(String name) {
    return gauges.now("field.item." + name);
  }

  @Test
  void aPublishedCodebook() {
    told.tell(TestRules.ITEM, decision(Because.FIRST, Double.NaN, MADE, MADE), MADE);

    assertThat(now("liveFeatures")).isEqualTo(9);
    assertThat(now("headFeatures")).isEqualTo(4);
    assertThat(now("headCoverage")).isEqualTo(0.5);
    assertThat(now("clusters")).isEqualTo(2);
    assertThat(now("version")).isEqualTo(1);
    assertThat(now("headDistortion")).isEqualTo(MADE.distortion());
    assertThat(now("bornClusters")).isEqualTo(2);
    assertThat(now("retiredClusters")).isZero();
    assertThat(now("bytesBefore")).isEqualTo(36);
    assertThat(now("bytesAfter")).as("9 bits and two floats").isEqualTo(2 + 8);
    assertThat(now("reclusteringSeconds")).isEqualTo(0.25);
    assertThat(now("skippedReclusterings")).isZero();
    assertThat(now("earlyReclusterings")).isZero();
  }

  @Test
  void theDistortionIsMeasuredThoughNothingIsMade() {
    told.tell(TestRules.ITEM, decision(Because.NOTHING, 0.75, null, null), MADE);

    assertThat(now("headDistortion")).isEqualTo(0.75);
    assertThat(now("bornClusters")).isZero();
  }

  @Test
  void whatWasSkippedAndWhatCameEarlyIsCounted() {
    told.tell(TestRules.ITEM, decision(Because.DRIFT, 0.75, MADE, MADE), MADE);
    told.tell(TestRules.ITEM, decision(Because.INTERVAL, 0.75, MADE, null), MADE);
    told.tell(TestRules.ITEM, decision(Because.GROWTH, 0.75, MADE, null), MADE);

    assertThat(now("skippedReclusterings")).isEqualTo(2);
    assertThat(now("earlyReclusterings")).isEqualTo(2);
  }
}
