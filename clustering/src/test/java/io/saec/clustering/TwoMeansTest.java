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

  @Property(tries = 20)
  void largeClustersAreCutNoWorseThanTheirParts(@ForAll long seed, @ForAll boolean zipf) {
    int n = 3 * TwoMeans.SAMPLE;
    Head head = Samples.blobs(seed, n, 5, 12);
    double[] weights = zipf ? WeightedPoints.of(head).weights() : new double[n];
    Arrays.fill(weights, zipf ? n : 0, n, 1);
    WeightedPoints points = new WeightedPoints(5, head.embeddings(), weights);

    Split split = cut(points);

    assertThat(IntStream.concat(IntStream.of(split.kept()), IntStream.of(split.moved())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
    assertThat(split.kept()).isSorted();
    assertThat(split.moved()).isSorted();
    double whole = error(points, range(n));
    double parts = error(points, split.kept()) + error(points, split.moved());
    assertThat(split.gain()).isCloseTo(whole - parts, within(1e-9 * whole));
    // A few blobs of twelve on the lesser side take off no less than one would.
    assertThat(split.gain()).isGreaterThan(whole / 20);
  }

  @Test
  void aHeavyPointOfALargeClusterIsInTheSample() {
    int n = 20 * TwoMeans.SAMPLE;
    float[] values = new float[n];
    double[] weights = new double[n];
    Arrays.setAll(weights, i -> 1 + i % 3);
    values[4_321] = 1;
    weights[4_321] = 1_000;

    assertThat(cut(new WeightedPoints(1, values, weights)).moved()).containsExactly(4_321);
  }

  @Test
  void aPointThatNoSampleShowsIsCutOffAllTheSame() {
    int n = 20 * TwoMeans.SAMPLE;
    float[] values = new float[n];
    double[] weights = new double[n];
    Arrays.fill(values, 7);
    Arrays.fill(weights, 1);
    values[4_321] = 7.5f;
    weights[4_321] = 0x1p-20;

    Split split = cut(new WeightedPoints(1, values, weights));

    assertThat(split.moved()).containsExactly(4_321);
    assertThat(split.gain()).isCloseTo(0x1p-22, within(1e-9));
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
