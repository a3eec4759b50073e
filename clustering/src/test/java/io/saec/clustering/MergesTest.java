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

class MergesTest {
  @Property(tries = 200)
  void costIsWhatTheMergeAddsToTheError(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int k,
      @ForAll @IntRange(min = 1, max = 6) int dim,
      @ForAll @IntRange(min = 0, max = 29) int which) {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(seed, 120, dim, 6));
    float[] centroids = Samples.gaussian(new Random(seed), k * dim, 3);
    Partition partition = Partitions.around(points, centroids, lives(k));
    Merge merge = Merges.cheapestFirst(partition)[which % k];
    double before = partition.error();

    partition.merge(merge);
    partition.update();

    assertThat(partition.error() - before).isCloseTo(merge.cost(), within(1e-5 * before));
    assertThat(partition.members(merge.row())).isEmpty();
    assertThat(partition.weight(merge.heir())).isGreaterThanOrEqualTo(merge.bequest());
  }

  @Test
  void oneIsWorthFindingAgainUpToFourThousandClusters() {
    assertThat(Merges.worthwhile(1)).isEqualTo(1);
    assertThat(Merges.worthwhile(4_096)).isEqualTo(1);
    assertThat(Merges.worthwhile(65_536)).isEqualTo(256);
  }

  @Test
  void theCheapestIsFirst() {
    float[] values = {0, 1, 10, 11, 100, 101};
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.weighted(values, 9, 9, 1, 1, 2, 2)),
            new float[] {0.5f, 10.5f, 100.5f},
            lives(3));

    Merge[] merges = Merges.cheapestFirst(partition);

    assertThat(merges)
        .isSortedAccordingTo((left, right) -> Double.compare(left.cost(), right.cost()));
    assertThat(merges[0].row()).isZero();
    assertThat(merges[0].cost()).as("18 * 2 / 20 * 10^2").isCloseTo(180, within(1e-9));
    assertThat(merges[1].row()).isEqualTo(1);
    assertThat(merges[1].heir()).isZero();
    assertThat(merges[2].row()).isEqualTo(2);
  }

  @Test
  void pointsOfAClusterBetweenTwoGoToEither() {
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.weighted(new float[] {0, 9, 10, 11, 20}, 50, 1, 1, 1, 50)),
            new float[] {0, 10, 20},
            lives(3));

    Merge merge = Merges.cheapestFirst(partition)[0];

    assertThat(merge.row()).isEqualTo(1);
    // The one in the middle is as near to both: the lower row.
    assertThat(merge.receivers()).containsExactly(0, 0, 2);
    assertThat(merge.heir()).isZero();
    assertThat(merge.bequest()).isEqualTo(2);
  }

  @Test
  void theHeavierOfTheTwoKeepsItsIdAndTheLowerOfEquals() {
    Life light = merged(1, 3)[0].survivor();
    assertThat(light.id()).isEqualTo(1);
    assertThat(merged(3, 1)[1].survivor().id()).isZero();
    assertThat(merged(2, 2)[1].survivor().id()).isZero();
  }

  private static Life[] merged(long weight, long other) {
    Life[] lives = lives(2);
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.weighted(new float[] {0, 10}, weight, other)),
            new float[] {0, 10},
            lives);
    Merges.shrink(partition, 1);
    assertThat(partition.k()).isEqualTo(1);
    assertThat(partition.life(0)).isSameAs(lives[0].survivor()).isSameAs(lives[1].survivor());
    return lives;
  }

  @Test
  void aClusterWithoutPointsCostsNothing() {
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.line(0, 10)), new float[] {0, 10, 500}, lives(3));

    Merge merge = Merges.cheapestFirst(partition)[0];

    assertThat(merge.row()).isEqualTo(2);
    assertThat(merge.cost()).isZero();
    assertThat(merge.heir()).isEqualTo(1);
  }

  @Test
  void clustersWithoutPointsDoNotInheritFromEachOther() {
    Life[] lives = lives(5);
    Partition partition =
        Partitions.around(
            WeightedPoints.of(Samples.line(0, 10)), new float[] {0, 10, 500, 501, 502}, lives);

    Merges.shrink(partition, 1);

    for (Life life : lives) {
      assertThat(life.survivor()).isSameAs(partition.life(0));
    }
  }

  @Test
  void theOnlyClusterCannotBeGivenUp() {
    Partition partition = Partitions.whole(WeightedPoints.of(Samples.line(0, 10)));

    assertThat(Merges.cheapestFirst(partition)[0].cost()).isInfinite();
  }

  @Property(tries = 100)
  void shrinksToAnyNumber(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int from,
      @ForAll @IntRange(min = 1, max = 40) int to) {
    WeightedPoints points = WeightedPoints.of(Samples.blobs(seed, 80, 3, 6));
    Life[] lives = lives(from);
    Partition partition =
        Partitions.around(points, Samples.gaussian(new Random(seed), from * 3, 3), lives);

    Merges.shrink(partition, to);

    assertThat(partition.k()).isEqualTo(Math.min(from, to));
    int members = 0;
    for (int row = 0; row < partition.k(); row++) {
      members += partition.members(row).length;
      assertThat(lives[partition.life(row).id()]).isSameAs(partition.life(row));
    }
    assertThat(members).isEqualTo(80);
    for (Life life : lives) {
      int heir = life.survivor().id();
      assertThat(IntStream.range(0, partition.k()))
          .anyMatch(row -> partition.life(row).id() == heir);
    }
  }

  static Life[] lives(int k) {
    Life[] lives = new Life[k];
    Arrays.setAll(lives, Life::of);
    return lives;
  }
}
