package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrialCodebookTest {
  @Test
  void leavesTheErrorOfItsClusters() {
    float[] points = {0, 2, 100, 106};
    double[] weights = {1, 1, 1, 2};

    TrialCodebook codebook = TrialCodebook.of(1, points, weights, 2, 5);

    // Centroids 1 and 104: 1 + 1 + 16 + 2 * 4.
    assertThat(codebook.k()).isEqualTo(2);
    assertThat(codebook.error(points, weights)).isEqualTo(26);
    assertThat(codebook.error(new float[] {4, 104}, new double[] {3, 9})).isEqualTo(27);
  }

  @Test
  void hasNoMoreCentroidsThanThereAreDistinctPoints() {
    float[] points = {1, 2, 1, 2, 1};

    TrialCodebook codebook = TrialCodebook.of(1, points, new double[] {1, 1, 1, 1, 1}, 4, 3);

    assertThat(codebook.k()).isEqualTo(2);
    assertThat(codebook.error(points, new double[] {1, 1, 1, 1, 1})).isZero();
  }

  @Test
  void weighsByFrequency() {
    assertThat(TrialCodebook.weights(Samples.weighted(new float[] {5, 6, 7}, 3, 0, 1)))
        .containsExactly(3, 0x1p-20, 1);
    assertThatThrownBy(() -> TrialCodebook.weights(Samples.line()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head has no features");
  }
}
