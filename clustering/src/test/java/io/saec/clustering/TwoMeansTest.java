package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TwoMeansTest {
  @Property(tries = 300)
  void gainIsWhatTheCutTakesOffTheError(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 9) int dim) {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(seed, n, dim, 3));

    Split split = cut(points);

    assertThat(IntStream.concat(IntStream.of(split.kept()), IntStream.of(split.moved())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
    assertThat(split.kept()).isSorted().isNotEmpty();
    assertThat(split.moved()).isSorted().isNotEmpty();
    assertThat(weight(points, split.kept())).isGreaterThanOrEqualTo(weight(points, split.moved()));
    double whole = error(points, IntStream.range(0, n).toArray());
    double parts = error(points, split.kept()) + error(points, split.moved());
    assertThat(split.gain()).isPositive().isCloseTo(whole - parts, within(1e-6 * whole));
  }

  @Test
  void cutsBetweenGroups() {
    Split split = cut(WeightedPoints.of(Samples.line(101, 0, 100, 1, 102, 2, 103)));

    assertThat(split.kept()).containsExactly(0, 2, 4, 6);
    assertThat(split.moved()).containsExactly(1, 3, 5);
    assertThat(split.row()).isEqualTo(7);
  }

  @Test
  void cutsAlongTheAxisThatThePointsLieOn() {
    // Ten times as long as wide, aslant.
    Random random = new Random(1);
    float[] values = new float[400];
    for (int i = 0; i < 200; i++) {
      double along = (i % 2 == 0 ? 10 : -10) + random.nextGaussian();
      double across = random.nextGaussian();
      values[2 * i] = (float) (along * 0.6 - across * 0.8);
      values[2 * i + 1] = (float) (along * 0.8 + across * 0.6);
    }
    long[] frequencies = new long[200];
    Arrays.fill(frequencies, 1);

    Split split = cut(WeightedPoints.of(Samples.weighted(values, frequencies)));

    assertThat(split.kept()).containsExactly(IntStream.range(0, 100).map(i -> 2 * i).toArray());
  }

  @Test
  void thePartOfTheGreaterWeightIsKeptNotThatOfMorePoints() {
    Split split =
        cut(WeightedPoints.of(Samples.weighted(new float[] {0, 1, 2, 50}, 10, 10, 10, 31)));

    assertThat(split.kept()).containsExactly(3);
  }

  @Test
  void aPointWithAllTheWeightIsCutFromTheOthers() {
    Split split =
        cut(
            WeightedPoints.of(
                Samples.weighted(new float[] {3, 3, 5, 3}, 1_000_000_000_000L, 0, 0, 0)));

    assertThat(split.kept()).containsExactly(0, 1, 3);
    assertThat(split.moved()).containsExactly(2);
    assertThat(split.gain()).isCloseTo(4 * 0x1p-20, within(1e-9));
  }

  @Test
  void equalPointsAreNotCut() {
    for (int n = 0; n < 4; n++) {
      Split split = new TwoMeans(WeightedPoints.of(Samples.line(0.1f, 0.1f, 0.1f))).of(0, range(n));
      assertThat(split.gain()).isZero();
      assertThat(split.moved()).isEmpty();
      assertThat(split.kept()).hasSize(n);
    }
  }

  private static Split cut(WeightedPoints points) {
    return new TwoMeans(points).of(7, range(points.size()));
  }

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static double weight(WeightedPoints points, int[] members) {
    return IntStream.of(members).mapToDouble(i -> points.weights()[i]).sum();
  }

  /** About the mean, in double. */
  private static double error(WeightedPoints points, int[] members) {
    int dim = points.dim();
    double error = 0;
    for (int j = 0; j < dim; j++) {
      double mean = 0;
      for (int i : members) {
        mean += points.weights()[i] * points.values()[i * dim + j];
      }
      mean /= weight(points, members);
      for (int i : members) {
        double difference = points.values()[i * dim + j] - mean;
        error += points.weights()[i] * difference * difference;
      }
    }
    return error;
  }
}
