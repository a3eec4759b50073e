package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KMeansTest {
  private static final float[] NONE = {};

  @Property(tries = 100)
  void errorNeverGrowsWithIterations(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int k,
      @ForAll @IntRange(min = 1, max = 12) int dim) {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(seed, 150, dim, 6));
    float[] centroids = Samples.gaussian(new Random(seed), k * dim, 3);

    double before = error(points, centroids);
    for (int iterations = 1; iterations < 8; iterations++) {
      double after = error(points, KMeans.refine(points, centroids, iterations));
      assertThat(after).isLessThanOrEqualTo(before * (1 + 1e-5));
      before = after;
    }
  }

  @Test
  void findsBlobsThatLieApart() {
    float[] values = {0, 1, 2, 100, 101, 102, 200, 201, 202};
    WeightedPoints points = WeightedPoints.of(Samples.line(values));

    float[] centroids = KMeans.refine(points, KMeans.seed(points, NONE, 3, new Random(1)), 10);

    assertThat(centroids).containsExactlyInAnyOrder(1, 101, 201);
  }

  @Test
  void isAFixedPointWhenNothingMoves() {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(3, 400, 8, 10));
    float[] settled = KMeans.refine(points, KMeans.seed(points, NONE, 12, new Random(3)), 1000);

    assertThat(KMeans.refine(points, settled, 5)).isEqualTo(settled);
  }

  @Test
  void givesTheSameBitsAgain() {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(5, 500, 7, 9));

    float[] once = KMeans.refine(points, KMeans.seed(points, NONE, 30, new Random(9)), 6);
    float[] again = KMeans.refine(points, KMeans.seed(points, NONE, 30, new Random(9)), 6);
    float[] otherwise = KMeans.refine(points, KMeans.seed(points, NONE, 30, new Random(10)), 6);

    assertThat(again).isEqualTo(once);
    assertThat(otherwise).isNotEqualTo(once);
  }

  @Test
  void centroidIsTheMeanByWeight() {
    WeightedPoints points = WeightedPoints.of(Samples.weighted(new float[] {0, 10}, 3, 1));

    assertThat(KMeans.refine(points, new float[] {4}, 5)).containsExactly(2.5f);
    assertThat(points.mean()).containsExactly(2.5f);
  }

  @Test
  void allWeightOnOnePointDrawsTheCentroidToIt() {
    WeightedPoints points =
        WeightedPoints.of(Samples.weighted(new float[] {0, 7, 10}, 0, 1_000_000_000, 0));

    assertThat(KMeans.refine(points, new float[] {1}, 5)[0]).isCloseTo(7, within(1e-6f));
    assertThat(KMeans.seed(points, NONE, 1, new Random(4))).containsExactly(7);
  }

  @Test
  void seedsAreDrawnByWeightTimesSquaredDistance() {
    // From 0, the point at 1 has weight * D^2 = 900, the one at 10 has 100: 9 to 1.
    WeightedPoints points = WeightedPoints.of(Samples.weighted(new float[] {0, 1, 10}, 5, 900, 1));
    int near = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      float[] centroids = KMeans.seed(points, new float[] {0}, 2, random);
      assertThat(centroids).hasSize(2).startsWith(0);
      near += centroids[1] == 1 ? 1 : 0;
    }

    assertThat(near).isBetween(860, 940);
  }

  @Test
  void seedsContinueFromTheCentroidsThereAre() {
    WeightedPoints points = WeightedPoints.of(Samples.line(0, 50, 100));

    float[] centroids = KMeans.seed(points, new float[] {50, 100}, 3, new Random(1));

    assertThat(centroids).containsExactly(50, 100, 0);
  }

  @Test
  void seedsAreDistinctAndEndWithTheDistinctPoints() {
    WeightedPoints points = WeightedPoints.of(Samples.line(1, 2, 1, 3, 2, 1, 3));

    for (int seed = 0; seed < 50; seed++) {
      float[] centroids = KMeans.seed(points, NONE, 6, new Random(seed));
      assertThat(centroids).containsExactlyInAnyOrder(1, 2, 3);
    }
  }

  @Test
  void equalPointsGetOneCentroid() {
    float[] values = new float[20];
    Arrays.fill(values, 0.1f);
    WeightedPoints points = WeightedPoints.of(Samples.line(values));

    float[] centroids = KMeans.seed(points, NONE, 4, new Random(1));

    assertThat(centroids).containsExactly(0.1f);
    assertThat(KMeans.refine(points, centroids, 3)).containsExactly(0.1f);
  }

  @Test
  void centroidWithoutPointsGoesWhereTheErrorIsGreatest() {
    WeightedPoints points =
        WeightedPoints.of(Samples.weighted(new float[] {0, 1, 10, 30}, 1000, 1, 50, 1));

    // All points go to the first; its mean is near 0, so the error is 1, ~4500 and ~900.
    float[] centroids = KMeans.refine(points, new float[] {0, 500, 600}, 1);

    assertThat(centroids[0]).isBetween(0f, 1f);
    assertThat(centroids[1]).isEqualTo(10);
    assertThat(centroids[2]).isEqualTo(30);
  }

  @Test
  void centroidsWithoutPointsDoNotGoToTheSamePlace() {
    WeightedPoints points = WeightedPoints.of(Samples.line(0, 0, 0, 0, 100, 100, 100, 60));

    float[] centroids = KMeans.refine(points, new float[] {0, 500, 600}, 10);

    assertThat(centroids).containsExactlyInAnyOrder(0, 100, 60);
  }

  @Test
  void centroidWithoutPointsStaysWhereThereIsNoError() {
    WeightedPoints points = WeightedPoints.of(Samples.line(1, 2));

    assertThat(KMeans.refine(points, new float[] {1, 2, 77}, 4)).containsExactly(1, 2, 77);
  }

  @Test
  void pointNotSeenCountsNextToNothing() {
    WeightedPoints points = WeightedPoints.of(Samples.weighted(new float[] {0, 1024}, 1, 0));

    assertThat(points.mean()[0]).isCloseTo(0x1p-10f, within(1e-6f));
    assertThat(WeightedPoints.of(Samples.weighted(new float[] {3, 5}, 0, 0)).mean())
        .containsExactly(4);
  }

  private static double error(WeightedPoints points, float[] centroids) {
    return points.error(centroids, points.assign(centroids));
  }
}
