package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SwapsTest {
  private static final double SLIGHT = 1e-3;

  @Test
  void moveACentroidToWhereItIsOfMoreUse() {
    // Lloyd's iterations are at an end here: two for the first group, one for the other two.
    float[] values = {0, 1, 2, 3, 100, 101, 200, 201};
    Life[] lives = MergesTest.lives(3);
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.line(values)), new float[] {0.5f, 2.5f, 150}, lives);

    assertThat(Swaps.make(partition, SLIGHT)).isTrue();

    partition.assign();
    assertThat(partition.centroids()).containsExactlyInAnyOrder(1.5f, 100.5f, 200.5f);
    assertThat(lives[1].survivor()).isSameAs(lives[0]).isSameAs(partition.life(1));
    assertThat(partition.life(0).id()).isEqualTo(Life.NONE);
    assertThat(partition.life(0).origin()).isEqualTo(2);
    assertThat(Swaps.make(partition, SLIGHT)).isFalse();
  }

  @Test
  void haveToGainAShareOfAClustersErrorOrASlightOneOfAll() {
    // The cut gains 50, which is all of the error; a quarter of the mean of the clusters is 4.2.
    assertThat(Swaps.make(withAMergeThatCosts(42.32), 1)).isTrue();
    assertThat(Swaps.make(withAMergeThatCosts(48.02), 1)).isFalse();
    assertThat(Swaps.make(withAMergeThatCosts(48.02), 0.03)).isTrue();
    assertThat(Swaps.make(withAMergeThatCosts(48.02), 0.05)).isFalse();
  }

  private static Partition withAMergeThatCosts(double cost) {
    float apart = (float) Math.sqrt(2 * cost);
    return Partitions.around(
        WeightedPoints.of(Samples.line(0, 10, 20, 20 + apart)),
        new float[] {5, 20, 20 + apart},
        MergesTest.lives(3));
  }

  @Test
  void aClusterWithoutPointsIsThereForAnyGain() {
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.line(0, 1, 100, 200)),
            new float[] {0.5f, 150, 900},
            MergesTest.lives(3));
    // Lloyd's iterations would leave the third without points for ever.
    assertThat(Swaps.make(partition, 1)).isTrue();
    assertThat(partition.centroids()).containsExactly(0.5f, 100, 200);
    assertThat(Swaps.make(partition, 1)).isFalse();
  }

  @Test
  void areNotLookedForAgainWhereTheyWereTooFewForSoManyClusters() {
    // Pairs of points on a lattice; two centroids share the first pair, so the second has none.
    int k = 8_192;
    float[] values = new float[4 * k];
    float[] centroids = new float[2 * k];
    for (int row = 0; row < k; row++) {
      for (int point = 0; point < 2; point++) {
        values[4 * row + 2 * point] = 10 * (row % 64) + point;
        values[4 * row + 2 * point + 1] = 10 * (row / 64);
      }
      System.arraycopy(values, 4 * row, centroids, 2 * row, 2);
    }
    centroids[2] = 1;
    long[] frequencies = new long[2 * k];
    Arrays.fill(frequencies, 1);
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.weighted(values, frequencies)),
            centroids,
            MergesTest.lives(k));
    double error = partition.error();

    assertThat(Swaps.make(partition, SLIGHT)).isFalse();
    assertThat(partition.error()).isLessThan(error - 10);
  }

  @Property(tries = 150)
  void gainEveryTimeAndComeToAnEnd(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 6) int dim) {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(seed, 200, dim, 12));
    Partition partition =
        Partitions.around(
            points, Samples.gaussian(new Random(seed), k * dim, 3), MergesTest.lives(k));
    double error = partition.error();
    int rounds = 0;
    while (Swaps.make(partition, SLIGHT)) {
      assertThat(partition.error()).isLessThan(error);
      assertThat(partition.k()).isEqualTo(k);
      error = partition.error();
      assertThat(++rounds).isLessThan(1_000);
    }
    assertThat(partition.error()).isEqualTo(error);
  }
}
