package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeadsTest {
  private static final long[] FREQUENCIES = {50, 30, 10, 10, 0, 0};

  @Test
  void cutTakesAsFewAsCover() {
    assertThat(Heads.cut(FREQUENCIES, 100, 0.5, 99, 0)).isEqualTo(1);
    assertThat(Heads.cut(FREQUENCIES, 100, 0.51, 99, 0)).isEqualTo(2);
    assertThat(Heads.cut(FREQUENCIES, 100, 0.9, 99, 0)).isEqualTo(3);
    assertThat(Heads.cut(FREQUENCIES, 100, 0, 99, 0)).isZero();
    assertThat(Heads.cut(FREQUENCIES, 200, 0.5, 99, 0)).as("half of it elsewhere").isEqualTo(4);
  }

  @Test
  void cutTakesUnseenFeaturesForTheLeastNumberAlone() {
    assertThat(Heads.cut(FREQUENCIES, 100, 1, 99, 0)).isEqualTo(4);
    assertThat(Heads.cut(FREQUENCIES, 1000, 1, 99, 0)).isEqualTo(4);
    assertThat(Heads.cut(FREQUENCIES, 100, 1, 99, 5)).isEqualTo(5);
    assertThat(Heads.cut(FREQUENCIES, 100, 1, 99, 50)).isEqualTo(6);
    assertThat(Heads.cut(new long[] {0, 0}, 0, 1, 99, 1)).isEqualTo(1);
  }

  @Test
  void cutTakesAtMostButTheLeastNumberGoesBefore() {
    assertThat(Heads.cut(FREQUENCIES, 100, 1, 2, 0)).isEqualTo(2);
    assertThat(Heads.cut(FREQUENCIES, 100, 1, 2, 3)).isEqualTo(3);
    assertThat(Heads.cut(new long[0], 0, 1, 2, 3)).isZero();
  }

  @Test
  void cutRejectsACoverageThatIsNoShare() {
    for (double coverage : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> Heads.cut(FREQUENCIES, 100, coverage, 9, 9))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(coverage));
    }
  }

  /** A feature whose embedding says where it came from. */
  private record Origin(long frequency, int shard, int rank) {}

  @Property
  void mergeEqualsASortOfAll(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 9) int shards,
      @ForAll @IntRange(min = 1, max = 3) int dim,
      @ForAll @DoubleRange(min = 0, max = 1) double coverage,
      @ForAll @IntRange(min = 0, max = 60) int maxFeatures,
      @ForAll @IntRange(min = 0, max = 20) int atLeast) {
    Random random = new Random(seed);
    List<HeadShare> shares = new ArrayList<>();
    List<Origin> all = new ArrayList<>();
    long occurrences = 0;
    for (int shard = 0; shard < shards; shard++) {
      // Few different frequencies, so that ties within and between shards abound.
      long[] frequencies = random.longs(random.nextInt(12), 0, 6).sorted().toArray();
      float[] embeddings = new float[frequencies.length * dim];
      long[] descending = new long[frequencies.length];
      for (int rank = 0; rank < descending.length; rank++) {
        descending[rank] = frequencies[descending.length - 1 - rank];
        all.add(new Origin(descending[rank], shard, rank));
        Arrays.fill(embeddings, rank * dim, (rank + 1) * dim, shard * 100 + rank);
      }
      long beyond = random.nextInt(3);
      long total = Arrays.stream(descending).sum() + beyond;
      shares.add(new HeadShare(99, total, dim, embeddings, descending));
      occurrences += total;
    }
    all.sort(
        Comparator.comparingLong(Origin::frequency)
            .reversed()
            .thenComparingInt(Origin::shard)
            .thenComparingInt(Origin::rank));

    Head head = Heads.merge(shares, dim, coverage, maxFeatures, atLeast);

    int least = Math.min(atLeast, all.size());
    long covered = 0;
    int expected = 0;
    while (expected < Math.min(all.size(), maxFeatures)
        && covered < coverage * occurrences
        && all.get(expected).frequency() > 0) {
      covered += all.get(expected++).frequency();
    }
    assertThat(head.size()).isEqualTo(Math.max(expected, least));
    assertThat(head.occurrences()).isEqualTo(occurrences);
    assertThat(head.dim()).isEqualTo(dim);
    for (int row = 0; row < head.size(); row++) {
      Origin origin = all.get(row);
      assertThat(head.frequencies()[row]).isEqualTo(origin.frequency());
      for (int j = 0; j < dim; j++) {
        assertThat(head.embeddings()[row * dim + j])
            .isEqualTo(origin.shard() * 100 + origin.rank());
      }
    }
  }

  @Test
  void mergeNamesTheShareOfAnotherDimension() {
    HeadShare two = new HeadShare(1, 1, 2, new float[2], new long[] {1});
    HeadShare three = new HeadShare(1, 1, 3, new float[3], new long[] {1});

    assertThatThrownBy(() -> Heads.merge(List.of(two, three), 2, 1, 9, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("share 1 has 3 dimensions, the field has 2");
  }

  @Test
  void aShareIsInOrderAndInShape() {
    assertThatThrownBy(() -> new HeadShare(2, 3, 1, new float[2], new long[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frequency of row 1 is above the one before");
    assertThatThrownBy(() -> new HeadShare(2, 3, 1, new float[3], new long[] {2, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 floats are not 2 embeddings of 1 dimensions");
    assertThatThrownBy(() -> new Head(2, new float[3], new long[2], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
