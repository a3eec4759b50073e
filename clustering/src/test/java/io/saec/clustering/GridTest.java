package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.model.Encoding;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final float[] NONE = {};
  private static final Grid HALVES = Grid.spanning(Encoding.FP16, NONE, NONE, 1);

  @Property
  void aReaderGetsTheSameFloatsFromBytes(
      @ForAll long seed,
      @ForAll @IntRange(min = -149, max = 50) int exponent,
      @ForAll @IntRange(min = 1, max = 9) int dim) {
    float[] centroids = Samples.gaussian(new Random(seed), 30 * dim, Math.scalb(1f, exponent));

    Grid grid = Grid.spanning(Encoding.INT8, NONE, centroids, dim);
    float[] snapped = grid.snap(centroids);

    for (int at = 0; at < snapped.length; at++) {
      float step = grid.scale()[at % dim];
      int read = Math.round(snapped[at] / step);
      assertThat(read).isBetween(-127, 127);
      assertThat(Float.floatToIntBits(read * step)).isEqualTo(Float.floatToIntBits(snapped[at]));
      assertThat((double) snapped[at]).isCloseTo(centroids[at], within(0.50001 * step));
    }
    assertThat(grid.snap(snapped)).isEqualTo(snapped);
  }

  @Property
  void codedValuesHaveOneStepAndComeBack(
      @ForAll long seed,
      @ForAll @IntRange(min = -149, max = 50) int exponent,
      @ForAll @IntRange(min = 1, max = 9) int dim,
      @ForAll @IntRange(min = 2, max = 7) int bits) {
    float[] centroids = Samples.gaussian(new Random(seed), 30 * dim, Math.scalb(1f, exponent));

    Grid grid = Grid.coded(bits, NONE, centroids, dim);
    float[] snapped = grid.snap(centroids);

    float step = grid.scale()[0];
    assertThat(grid.scale()).hasSize(dim).containsOnly(step);
    for (int at = 0; at < snapped.length; at++) {
      assertThat(Math.round(snapped[at] / step) * step).isEqualTo(snapped[at]);
      assertThat((double) snapped[at]).isCloseTo(centroids[at], within(0.50001 * step));
    }
    assertThat(Grid.coded(bits, grid.scale(), snapped, dim).snap(snapped)).isEqualTo(snapped);
  }

  @Test
  void stepsThatDifferGiveWayToOneStep() {
    float[] centroids = Samples.gaussian(new Random(1), 40, 1);

    float[] scale = Grid.coded(4, new float[] {0.2f, 0.3f}, centroids, 2).scale();

    assertThat(scale).isEqualTo(Grid.coded(4, NONE, centroids, 2).scale());
  }

  @Test
  void theStepOfCodedValuesGivesWayToFinerOnes() {
    float[] centroids = Samples.gaussian(new Random(1), 400, 1);
    // Of as many bits that the values use an eighth of the range, by which a step would be kept.
    Grid coded = Grid.coded(6, NONE, centroids, 4);

    float[] scale = Grid.spanning(Encoding.INT8, coded.scale(), centroids, 4).scale();

    assertThat(scale).isEqualTo(Grid.spanning(Encoding.INT8, NONE, centroids, 4).scale());
    assertThat(scale[0]).isLessThan(coded.scale()[0] / 1.5f);
  }

  @Test
  void leavesHeadroomAtFirst() {
    float step = Grid.spanning(Encoding.INT8, NONE, new float[] {-2, 1}, 1).scale()[0];

    assertThat(127 * step).isEqualTo(2.5f, within(1e-5f));
  }

  @Test
  void keepsTheStepWhileTheValuesUseIt() {
    float[] before = {0.01f, 0.01f, 0.01f, 0.02f};
    // Range 1.27: within, beyond, below an eighth of it, and all zero.
    float[] centroids = {1.26f, 1.28f, 0.15f, 0, -0.2f, 0, 0.1f, 0};

    float[] scale = Grid.spanning(Encoding.INT8, before, centroids, 4).scale();

    assertThat(scale[0]).isEqualTo(0.01f);
    assertThat(scale[1]).isCloseTo(1.28f / 127 * 1.25f, within(1e-7f));
    assertThat(scale[2]).isCloseTo(0.15f / 127 * 1.25f, within(1e-7f));
    assertThat(scale[3]).isEqualTo(0.02f);
  }

  @Property
  void whatTheGridSpansIsNeverClamped(@ForAll @FloatRange(min = -1.27f, max = 1.27f) float value) {
    Grid grid = Grid.spanning(Encoding.INT8, new float[] {0.01f}, new float[] {value, 1.2f}, 1);

    assertThat(grid.snap(new float[] {value})[0]).isCloseTo(value, within(0.00501f));
  }

  @Test
  void aDimensionOfZerosHasAStepThatGivesWay() {
    Grid zeros = Grid.spanning(Encoding.INT8, NONE, new float[] {0, -0f}, 1);

    assertThat(zeros.scale()).containsExactly(0x1p-20f);
    assertThat(zeros.snap(new float[] {0, -0f})).containsExactly(0f, 0f);
    assertThat(Grid.spanning(Encoding.INT8, zeros.scale(), new float[] {0, 1}, 1).scale()[0])
        .isCloseTo(1.25f / 127, within(1e-7f));
    assertThat(Grid.spanning(Encoding.INT8, zeros.scale(), new float[] {0, 1e-9f}, 1).scale()[0])
        .isLessThan(1e-10f);
  }

  @Test
  void everyHalfIsOnTheGridAndWhatIsBetweenGoesToTheNearest() {
    // By their bits, the halves of one sign are in order.
    for (int bits = 0; bits < 0x7C00; bits++) {
      float half = half(bits);
      assertBits(snapped(half), half);
      assertBits(snapped(-half), -half);
      if (bits < 0x7BFF) {
        float next = half(bits + 1);
        float middle = (half + next) / 2;
        float even = bits % 2 == 0 ? half : next;
        assertBits(snapped(middle), even);
        assertBits(snapped(-middle), -even);
        assertBits(snapped(Math.nextDown(middle)), half);
        assertBits(snapped(Math.nextUp(middle)), next);
        assertBits(snapped(-Math.nextUp(middle)), -next);
      }
    }
  }

  @Test
  void whatIsBeyondTheGreatestHalfBecomesIt() {
    assertThat(half(0x7BFF)).isEqualTo(65_504);
    for (float value : new float[] {65_505, 65_519, 65_520, 70_000, 1e30f, Float.MAX_VALUE}) {
      assertThat(snapped(value)).isEqualTo(65_504);
      assertThat(snapped(-value)).isEqualTo(-65_504);
    }
    assertBits(snapped(Float.MIN_VALUE), 0);
    assertBits(snapped(-Float.MIN_VALUE), -0f);
  }

  @Test
  void halvesHaveNoScale() {
    assertThat(Grid.spanning(Encoding.FP16, new float[] {1}, new float[] {3}, 1).scale()).isEmpty();
  }

  private static float snapped(float value) {
    return HALVES.snap(new float[] {value})[0];
  }

  /** Value of a half that is neither negative nor infinite, from its bits. */
  private static float half(int bits) {
    int exponent = bits >> 10;
    int fraction = bits & 0x3FF;
    return exponent == 0
        ? Math.scalb((float) fraction, -24)
        : Math.scalb((float) (0x400 | fraction), exponent - 25);
  }

  private static void assertBits(float found, float expected) {
    // AssertJ is too slow for half a million comparisons.
    if (Float.floatToIntBits(found) != Float.floatToIntBits(expected)) {
      throw new AssertionError(found + " is not " + expected);
    }
  }

  @Test
  void stepsAreChosenAnewAfterAnEncodingWithoutAny() {
    Grid floats = Grid.spanning(Encoding.FP32, new float[] {1}, new float[] {0.3f}, 1);

    assertThat(floats.scale()).isEmpty();
    assertThat(floats.snap(new float[] {0.3f})).containsExactly(0.3f);
    assertThat(Grid.spanning(Encoding.INT8, floats.scale(), new float[] {0.3f}, 1).scale())
        .hasSize(1);
  }
}
