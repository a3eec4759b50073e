package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void byTimeTheLastRowsAreTheTest() {
    Split split = Split.of(10, SplitRule.TIME, 0.8, 1);
    assertThat(split.train()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(split.test()).containsExactly(8, 9);
    assertThat(split.withinTraining(0.75).test()).containsExactly(6, 7);
  }

  @Property
  void everyRowIsInOnePart(@ForAll @IntRange(min = 0, max = 300) int rows, @ForAll long seed) {
    Split split = Split.of(rows, SplitRule.RANDOM, 0.8, seed);
    int[] all =
        IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test()))
            .sorted()
            .toArray();
    assertThat(all).containsExactly(IntStream.range(0, rows).toArray());
    assertThat(split.train()).hasSize((int) (rows * 0.8));
    assertThat(Split.of(rows, SplitRule.RANDOM, 0.8, seed).train()).isEqualTo(split.train());
  }

  @Test
  void drawnRowsAreNotInOrder() {
    assertThat(Split.of(1000, SplitRule.RANDOM, 0.8, 3).test()[0]).isNotEqualTo(800);
    assertThat(Split.of(1000, SplitRule.RANDOM, 0.8, 3).test())
        .isNotEqualTo(Split.of(1000, SplitRule.RANDOM, 0.8, 4).test());
  }
}
