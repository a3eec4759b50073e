package io.saec.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.SplitMix64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlobsTest {
  private static final int TRIES = 30;

  @Property(tries = TRIES)
  void theSeedIsAllThatPointsDependOn(
      @ForAll Blobs kind,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 9) int dim,
      @ForAll long seed) {
    int n = 3 * k;
    float[] points = kind.points(n, k, dim, seed);
    assertThat(points).hasSize(n * dim).isEqualTo(kind.points(n, k, dim, seed));
    assertThat(points).isNotEqualTo(kind.points(n, k, dim, seed + 1));
  }

  @Property(tries = TRIES)
  void pointsLieAboutTheCentresOfTheirBlobs(@ForAll Blobs kind, @ForAll long seed) {
    int k = 9;
    int dim = 64;
    int n = 500;
    float[] centres = kind.centres(k, dim, new SplitMix64(seed));
    float[] points = kind.points(n, k, dim, seed);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < k; c++) {
        least = Math.min(least, squaredDistance(points, i, centres, c, dim));
      }
      sum += least;
    }
    assertThat(Math.sqrt(sum / n / dim)).isCloseTo(kind.spread(), within(0.03 * kind.spread()));
  }

  @Property(tries = TRIES)
  void blobsOfAGroupLieCloserTogetherThanGroups(@ForAll long seed) {
    int k = 16;
    int dim = 64;
    float[] centres = Blobs.HIERARCHICAL.centres(k, dim, new SplitMix64(seed));
    // Four groups in turn: rows 0 and 4 share one.
    assertThat(squaredDistance(centres, 0, centres, 4, dim))
        .isLessThan(0.25 * squaredDistance(centres, 0, centres, 1, dim));
  }

  private static double squaredDistance(float[] a, int i, float[] b, int c, int dim) {
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      double difference = (double) a[i * dim + j] - b[c * dim + j];
      sum += difference * difference;
    }
    return sum;
  }
}
