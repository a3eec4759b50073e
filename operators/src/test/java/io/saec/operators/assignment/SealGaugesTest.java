package io.saec.operators.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.Seal;
import io.saec.operators.Gauges;
import io.saec.operators.TestRules;
import org.junit.jupiter.api.Test;

class SealGaugesTest {
  private final Gauges gauges = new Gauges();
  private final SealGauges seals = new SealGauges(gauges, TestRules.WINDOW);

  @Test
  void theShardsOfAFieldAreAddedUp() {
    seals.add(TestRules.ITEM, 0, 2, new Seal(7, 4, 10, 1, 7, 3_000_000, 1_000_000, 1));
    seals.add(TestRules.ITEM, 3, 2, new Seal(7, 4, 6, 1, 3, 1_000_000, 0, 2));
    seals.add(TestRules.TAG, 3, 2, new Seal(1, 4, 2, 0, 2, 500_000, 0, 3));
    seals.tell();

    assertThat(gauges.now("field.item.mappedFeatures")).isEqualTo(16);
    assertThat(gauges.now("field.item.churn")).isEqualTo(2 / 12.0);
    assertThat(gauges.now("field.item.distortion")).isEqualTo(0.25);
    assertThat(gauges.now("field.item.arrivalDistortion")).isEqualTo(0.25);
    assertThat(gauges.now("field.tag.distortion")).isEqualTo(0.25);
  }

  @Test
  void theNewestSealCounts() {
    seals.add(TestRules.ITEM, 0, 2, new Seal(7, 4, 10, 1, 7, 3_000_000, 1_000_000, 1));
    seals.tell();
    seals.add(TestRules.ITEM, 0, 3, new Seal(8, 4, 12, 3, 9, 0, 0, 1));
    seals.tell();
    seals.tell();

    assertThat(gauges.now("field.item.mappedFeatures")).isEqualTo(12);
    assertThat(gauges.now("field.item.churn")).isEqualTo(0.25);
  }
}
