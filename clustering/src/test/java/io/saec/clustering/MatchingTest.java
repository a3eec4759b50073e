package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MatchingTest {
  @Property(tries = 200)
  void noOtherPairingGainsMore(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
    Random random = new Random(seed);
    int[][] gains = new int[n][n];
    for (int[] row : gains) {
      for (int column = 0; column < n; column++) {
        row[column] = random.nextInt(5);
      }
    }

    int[] columns = Matching.best(gains);

    assertThat(columns).doesNotHaveDuplicates();
    int sum = 0;
    for (int row = 0; row < n; row++) {
      sum += gains[row][columns[row]];
    }
    assertThat(sum).isEqualTo(most(gains, 0, 0));
  }

  private static int most(int[][] gains, int row, int taken) {
    int most = 0;
    for (int column = 0; row < gains.length && column < gains.length; column++) {
      if ((taken & 1 << column) == 0) {
        most = Math.max(most, gains[row][column] + most(gains, row + 1, taken | 1 << column));
      }
    }
    return most;
  }
}
