package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.Head;
import io.saec.events.SplitMix64;
import org.junit.jupiter.api.Test;

class PlainKMeansTest {
  @Test
  void findsGroupsThatLieApart() {
    Head head = groups(5, 40, 0.01f);
    float[] centroids = PlainKMeans.best(head, 5, 20, 5, 1);
    assertThat(centroids).hasSize(10);
    // Noise of variance 0.01^2 in two dimensions is all that is left.
    assertThat(Errors.of(head, centroids) / occurrences(head)).isBetween(1e-4, 3e-4);
  }

  @Test
  void moreStartsAreNeverWorse() {
    Head head = groups(20, 10, 0.3f);
    double one = Errors.of(head, PlainKMeans.best(head, 20, 5, 1, 3));
    double ten = Errors.of(head, PlainKMeans.best(head, 20, 5, 10, 3));
    assertThat(ten).isLessThan(one);
  }

  @Test
  void aFrequentFeatureDrawsTheCentroid() {
    Head head = new Head(1, new float[] {0, 1}, new long[] {9, 1}, 10);
    assertThat(PlainKMeans.best(head, 1, 20, 1, 1)).containsExactly(0.1f);
    assertThat(Errors.spread(head)).isEqualTo(Errors.of(head, new float[] {0.1f}));
  }

  @Test
  void equalPointsNeedOneCentroid() {
    Head head = new Head(1, new float[] {3, 3, 4}, new long[] {1, 1, 1}, 3);
    assertThat(PlainKMeans.best(head, 3, 20, 1, 1)).hasSize(2).contains(3, 4);
  }

  private static long occurrences(Head head) {
    long sum = 0;
    for (long frequency : head.frequencies()) {
      sum += frequency;
    }
    return sum;
  }

  private static Head groups(int groups, int each, float noise) {
    SplitMix64 random = new SplitMix64(7);
    float[] points = new float[groups * each * 2];
    long[] frequencies = new long[groups * each];
    for (int i = 0; i < frequencies.length; i++) {
      points[2 * i] = i % groups * 3 + noise * random.nextNoise();
      points[2 * i + 1] = i % groups % 2 + noise * random.nextNoise();
      frequencies[i] = 1L + i % 3;
    }
    return new Head(2, points, frequencies, 1000);
  }
}
