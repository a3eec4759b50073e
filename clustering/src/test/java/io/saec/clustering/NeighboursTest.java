package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  @Property(tries = 200)
  void areTheNearestOnesInOrder(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int k,
      @ForAll @IntRange(min = 1, max = 20) int most) {
    // Whole numbers, so that scores are exact and some are equal.
    Random random = new Random(seed);
    float[] centroids = new float[3 * k];
    for (int at = 0; at < centroids.length; at++) {
      centroids[at] = random.nextInt(6);
    }

    int[][] neighbours = Neighbours.of(centroids, k, 3, most);

    assertThat(neighbours).hasNumberOfRows(k);
    for (int row = 0; row < k; row++) {
      int own = row;
      assertThat(neighbours[row])
          .containsExactly(
              IntStream.range(0, k)
                  .filter(other -> other != own)
                  .boxed()
                  .sorted(Comparator.comparingDouble(other -> distance(centroids, own, other)))
                  .limit(most)
                  .mapToInt(Integer::intValue)
                  .toArray());
    }
  }

  @Test
  void areFoundWhereScoresComeNearToOverflow() {
    float[] centroids = {-0x1p62f, 0, 0x1p61f, 0x1p63f};

    assertThat(Neighbours.of(centroids, 4, 1, 2))
        .isDeepEqualTo(new int[][] {{1, 2}, {2, 0}, {1, 0}, {2, 1}});
  }

  @Test
  void oneCentroidHasNone() {
    assertThat(Neighbours.of(new float[] {3}, 1, 1, 16)[0]).isEmpty();
  }

  private static double distance(float[] centroids, int left, int right) {
    double distance = 0;
    for (int j = 0; j < 3; j++) {
      double difference = centroids[3 * left + j] - centroids[3 * right + j];
      distance += difference * difference;
    }
    return distance;
  }
}
