package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.clustering.Head;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeadSampleTest {

  @Property(tries = 300)
  void weighsAsMuchAsTheHead(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 300) int n,
      @ForAll @IntRange(min = 0, max = 8) int spread) {
    Random random = new Random(seed);
    double[] weights = new double[n];
    Arrays.setAll(weights, i -> Math.exp(spread * random.nextGaussian()));
    int size = 1 + random.nextInt(n - 1);

    HeadSample sample = HeadSample.draw(numbered(n), weights, size, random);

    double total = Arrays.stream(weights).sum();
    assertThat(Arrays.stream(sample.weights()).sum()).isCloseTo(total, within(1e-6 * total));
    assertThat(Arrays.stream(sample.othersWeights()).sum()).isCloseTo(total, within(1e-6 * total));
    assertThat(sample.points()).hasSize(size).doesNotHaveDuplicates();
    assertThat(sample.others()).hasSize(size).doesNotHaveDuplicates();
    for (int i = 0; i < size; i++) {
      assertThat(sample.weights()[i])
          .as("no point weighs less than it does in the head")
          .isGreaterThanOrEqualTo(weights[(int) sample.points()[i]] * (1 - 1e-9));
    }
  }

  @Test
  void everyPointIsDrawnInProportionToItsWeight() {
    int n = 40;
    double[] weights = IntStream.range(0, n).mapToDouble(i -> i < 2 ? 1000 : i).toArray();
    double[] mean = new double[n];
    int draws = 4000;
    for (int draw = 0; draw < draws; draw++) {
      Random random = new Random(draw * 0x9E3779B97F4A7C15L);
      HeadSample sample = HeadSample.draw(numbered(n), weights, 12, random);
      for (int i = 0; i < sample.size(); i++) {
        mean[(int) sample.points()[i]] += sample.weights()[i] / draws;
      }
    }

    // The two heavy ones are always there, as they are; the others on the average.
    assertThat(mean[0]).isCloseTo(1000, within(1e-6));
    assertThat(mean[1]).isCloseTo(1000, within(1e-6));
    for (int i = 2; i < n; i++) {
      assertThat(mean[i]).isCloseTo(weights[i], within(0.25 * weights[i] + 1));
    }
  }

  @Test
  void othersAreOtherPointsIfThereAreEnough() {
    double[] weights = new double[100];
    Arrays.fill(weights, 2);

    HeadSample sample = HeadSample.draw(numbered(100), weights, 50, new Random(1));

    assertThat(sample.others()).doesNotContain(sample.points());
    assertThat(sample.weights()).containsOnly(4);
    assertThat(sample.effectiveSize()).isCloseTo(100, within(1e-9));
  }

  @Test
  void unevenWeightsMakeTheHeadEffectivelySmaller() {
    double[] weights = new double[100];
    Arrays.setAll(weights, i -> i % 2 == 0 ? 3 : 1);

    HeadSample sample = HeadSample.draw(numbered(100), weights, 20, new Random(1));

    assertThat(sample.effectiveSize()).as("200^2 / 500").isCloseTo(80, within(1e-9));
  }

  @Test
  void aHeadCanBeTakenWhole() {
    Head head = numbered(3);
    double[] weights = {1, 2, 3};

    HeadSample sample = HeadSample.whole(head, weights);

    assertThat(sample.isWhole()).isTrue();
    assertThat(sample.points()).isSameAs(head.embeddings());
    assertThat(sample.weights()).isSameAs(weights);
    assertThat(HeadSample.draw(head, weights, 2, new Random(1)).isWhole()).isFalse();
  }

  /** Points that are their own row numbers. */
  private static Head numbered(int n) {
    float[] rows = new float[n];
    for (int i = 0; i < n; i++) {
      rows[i] = i;
    }
    return new Head(1, rows, new long[n], 0);
  }
}
