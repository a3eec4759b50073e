package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistinctPointsTest {
  @Property
  void areTheFirstOfEachKind(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 80) int n,
      @ForAll @IntRange(min = 1, max = 3) int dim,
      @ForAll @IntRange(min = 0, max = 90) int limit) {
    Random random = new Random(seed);
    float[] values = new float[n * dim];
    for (int at = 0; at < values.length; at++) {
      values[at] = random.nextInt(4) * 1024;
    }
    Map<List<Float>, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      List<Float> point = new ArrayList<>();
      for (int j = 0; j < dim; j++) {
        point.add(values[i * dim + j]);
      }
      first.putIfAbsent(point, i);
    }

    int[] found =
        DistinctPoints.firstRows(WeightedPoints.of(new Head(dim, values, new long[n], 0)), limit);

    int[] expected =
        first.values().stream().limit(limit + 1L).mapToInt(Integer::intValue).toArray();
    assertThat(found).containsExactly(expected);
  }

  @Test
  void zerosOfEitherSignAreEqual() {
    WeightedPoints points = WeightedPoints.of(Samples.line(0f, -0f, 1f));

    assertThat(DistinctPoints.firstRows(points, 9)).containsExactly(0, 2);
  }
}
