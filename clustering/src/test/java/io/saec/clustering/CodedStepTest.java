package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CodedStepTest {
  private static final int DIM = 17;
  private static final float[] CENTROIDS = Samples.gaussian(new Random(7), 200 * DIM, 0.3f);

  @Property
  void alwaysKeepsToItsBits(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int k,
      @ForAll @IntRange(min = 1, max = 20) int dim,
      @ForAll @IntRange(min = 2, max = 7) int bits,
      @ForAll @IntRange(min = -160, max = 50) int exponent,
      @ForAll boolean outlier) {
    float[] values = Samples.gaussian(new Random(seed), k * dim, 1);
    values[0] *= outlier ? 1_000 : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
    CodedStep step = new CodedStep(bits, values, dim);

    float finest = step.finest(0);

    assertThat(finest).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
    assertThat(step.fits(finest)).isTrue();
  }

  @Test
  void usesItsBits() {
    for (int bits = 2; bits < 8; bits++) {
      CodedStep step = new CodedStep(bits, CENTROIDS, DIM);

      float finest = step.finest(0);

      assertThat(step.fits(finest * 0.99f)).as("%d bits", bits).isFalse();
    }
  }

  @Test
  void moreBitsHaveAFinerStep() {
    float three = new CodedStep(3, CENTROIDS, DIM).finest(0);
    float four = new CodedStep(4, CENTROIDS, DIM).finest(0);

    assertThat(three / four).isBetween(1.9f, 2.3f);
  }

  @Test
  void spansAllValues() {
    float[] values = CENTROIDS.clone();
    values[5] = 90;

    assertThat(Math.round(90 / new CodedStep(7, values, DIM).finest(0))).isBetween(120, 127);
  }

  @Test
  void staysWhileItServes() {
    CodedStep step = new CodedStep(4, CENTROIDS, DIM);
    float finest = step.finest(0);

    assertThat(step.finest(finest * 1.2f)).as("somewhat coarse").isEqualTo(finest * 1.2f);
    assertThat(step.finest(finest * 1.4f)).as("too coarse").isEqualTo(finest * 1.05f);
    assertThat(step.finest(finest * 0.9f)).as("too fine").isEqualTo(finest * 1.05f);
    float[] moved = CENTROIDS.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] *= 0.9f;
    }
    assertThat(new CodedStep(4, moved, DIM).finest(finest)).isEqualTo(finest);
  }

  @Test
  void zerosHaveAStepThatGivesWay() {
    float ofZeros = new CodedStep(4, new float[6], 3).finest(0);

    assertThat(ofZeros).isEqualTo(Float.MIN_NORMAL);
    float[] ones = new float[6];
    Arrays.fill(ones, 1);
    assertThat(new CodedStep(4, ones, 3).finest(ofZeros)).isBetween(0.001f, 1f);
  }
}
