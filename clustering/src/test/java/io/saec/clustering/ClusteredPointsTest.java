package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ClusteredPointsTest {
  @Property(tries = 200)
  void partingBringsEachSideTogetherAndLosesNothing(
      @ForAll @Size(min = 2, max = 40) boolean[] moves, @ForAll @IntRange(max = 9) int before) {
    int n = before + moves.length;
    float[] values = new float[2 * n];
    for (int at = 0; at < values.length; at++) {
      values[at] = at;
    }
    double[] weights = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    moves[0] = true;
    moves[1] = false;
    int[] moved = IntStream.range(before, n).filter(i -> moves[i - before]).toArray();
    int[] kept = IntStream.range(before, n).filter(i -> !moves[i - before]).toArray();
    ClusteredPoints points =
        new ClusteredPoints(Partitions.whole(new WeightedPoints(2, values, weights)));

    int border = points.part(new Split(0, 1, kept, moved));

    assertThat(border).isEqualTo(before + kept.length);
    assertThat(points.numbers(IntStream.range(0, before).toArray()))
        .isEqualTo(IntStream.range(0, before).toArray());
    assertThat(points.numbers(IntStream.range(before, border).toArray()))
        .containsExactlyInAnyOrder(kept);
    int[] places = IntStream.range(0, n).toArray();
    int[] numbers = points.numbers(places);
    assertThat(Arrays.copyOfRange(numbers, border, n)).containsExactlyInAnyOrder(moved);
    for (int place : places) {
      assertThat(points.points().weights()[place]).isEqualTo(numbers[place] + 1);
      assertThat(points.points().values()[2 * place]).isEqualTo(2 * numbers[place]);
      assertThat(points.points().values()[2 * place + 1]).isEqualTo(2 * numbers[place] + 1);
    }
  }
}
