package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearestCentroidTest {
  @Property
  void isNearestByDistanceInDoubleWhereThatIsClear(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int k,
      @ForAll @IntRange(min = 1, max = 40) int dim) {
    Random random = new Random(seed);
    float[] centroids = Samples.gaussian(random, k * dim, 1);
    float[] point = Samples.gaussian(random, dim, 1);

    int row = NearestCentroids.of(centroids, k, dim).nearest(point, 0);

    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      least = Math.min(least, squaredDistance(point, centroids, c));
    }
    assertThat(squaredDistance(point, centroids, row)).isLessThanOrEqualTo(least + 1e-4);
  }

  @Test
  void takesTheFirstPointsOfABuffer() {
    NearestCentroid nearest = NearestCentroids.of(new float[] {0, 10}, 2, 1);
    int[] rows = {7, 7, 7};

    nearest.nearest(new float[] {9, 1, Float.NaN}, 2, rows);

    assertThat(rows).containsExactly(1, 0, 7);
  }

  @Test
  void lowestRowWinsTies() {
    float[] centroids = {5, 5, 1, 0, -1, 0, 0, 1, 1, 0};
    NearestCentroid nearest = NearestCentroids.of(centroids, 5, 2);

    assertThat(nearest.nearest(new float[] {0, 0}, 0)).isEqualTo(1);
    assertThat(nearest.nearest(new float[] {9, 9, 1, 0}, 2)).isEqualTo(1);
    assertThat(nearest.nearest(new float[] {-1, 1}, 0)).isEqualTo(2);
  }

  @Test
  void keepsItsOwnCopyOfTheCentroids() {
    float[] centroids = {0, 10};
    NearestCentroid nearest = NearestCentroids.of(centroids, 2, 1);
    centroids[0] = 9;

    assertThat(nearest.nearest(new float[] {8}, 0)).isEqualTo(1);
    assertThat(nearest.nearest(new float[] {2}, 0)).isZero();
  }

  @Test
  void passesOverCentroidsWithoutAScore() {
    float[] centroids = {Float.NaN, 3, Float.POSITIVE_INFINITY};

    assertThat(NearestCentroids.of(centroids, 3, 1).nearest(new float[] {1}, 0)).isEqualTo(1);
  }

  @Test
  void rejectsAPointWithoutAnyFiniteScore() {
    NearestCentroid nearest = NearestCentroids.of(new float[] {1, 2, 3, 4}, 2, 2);

    assertThatThrownBy(() -> nearest.nearest(new float[] {1, Float.NaN}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> nearest.nearest(new float[] {1, Float.POSITIVE_INFINITY}, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsShapesThatDisagree() {
    assertThatThrownBy(() -> NearestCentroids.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 floats are not 2 centroids of 3 dimensions");
    assertThatThrownBy(() -> NearestCentroids.of(new float[0], 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NearestCentroids.of(new float[0], 3, 0))
        .isInstanceOf(IllegalArgumentException.class);
    NearestCentroid nearest = NearestCentroids.of(new float[6], 2, 3);
    assertThatThrownBy(() -> nearest.nearest(new float[7], new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7 floats are not 2 points of 3 dimensions");
  }

  private static double squaredDistance(float[] point, float[] centroids, int row) {
    double sum = 0;
    for (int j = 0; j < point.length; j++) {
      double difference = (double) point[j] - centroids[row * point.length + j];
      sum += difference * difference;
    }
    return sum;
  }
}
