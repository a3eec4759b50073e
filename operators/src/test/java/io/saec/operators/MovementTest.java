package io.saec.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MovementTest {
  private static final float[] BEFORE = {3, 4};

  @Test
  void measuresTheDistanceByTheLengthOfWhatWas() {
    assertThat(Movement.isPast(0.2, BEFORE, new float[] {3, 5})).as("1 of 5").isFalse();
    assertThat(Movement.isPast(0.19, BEFORE, new float[] {3, 5})).isTrue();
    assertThat(Movement.isPast(0, BEFORE, BEFORE.clone())).isFalse();
  }

  @Test
  void fromNothingEveryMoveIsPast() {
    assertThat(Movement.isPast(10, new float[2], new float[] {0, 1e-6f})).isTrue();
    assertThat(Movement.isPast(10, new float[2], new float[2])).isFalse();
  }
}
