package io.saec.operators;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ClusterCountTest {
  @Test
  void aFixedNumberIsThatNumberAboveTheFloor() {
    ClusterCount fixed = new ClusterCount(100, 0, 64, 1_000);

    assertThat(fixed.of(0)).isZero();
    assertThat(fixed.of(64)).isEqualTo(64);
    assertThat(fixed.of(65)).as("never more than there are").isEqualTo(65);
    assertThat(fixed.of(10_000)).isEqualTo(100);
  }

  @Test
  void aShareIsRoundedUpAndNotBelowTheFloorNorAboveTheCap() {
    ClusterCount share = new ClusterCount(0, 0.01, 64, 500);

    assertThat(share.of(100)).isEqualTo(64);
    assertThat(share.of(6_401)).isEqualTo(65);
    assertThat(share.of(1_000_000)).isEqualTo(500);
  }

  @Property
  void theCountsOfTheShardsAddUpToNoLessThanTheFields(
      @ForAll @IntRange(max = 2_000) int first,
      @ForAll @IntRange(max = 2_000) int second,
      @ForAll @DoubleRange(min = 0.001, max = 1) @Scale(3) double share,
      @ForAll @IntRange(max = 100) int floor) {
    ClusterCount count = new ClusterCount(0, share, floor, 10_000);

    assertThat(count.of(first) + count.of(second)).isGreaterThanOrEqualTo(count.of(first + second));
    assertThat(count.of(first)).isBetween(Math.min(1, first), first);
  }
}
