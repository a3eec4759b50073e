package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static Optional<int[]> within(int[] features, long budget) {
    return Shares.within(features, budget, rows -> Arrays.stream(rows).sum());
  }

  @Test
  void largeFieldsGetTheSameShareAndSmallOnesAll() {
    assertThat(within(new int[] {1000, 2000, 30, 0}, 330))
        .hasValueSatisfying(rows -> assertThat(rows).containsExactly(100, 200, 30, 0));
  }

  @Test
  void smallFieldsShareWhatIsShort() {
    assertThat(within(new int[] {60, 40}, 50))
        .hasValueSatisfying(rows -> assertThat(rows).containsExactly(30, 20));
  }

  @Test
  void allGetAllWhereThereIsRoom() {
    assertThat(within(new int[] {500, 70}, 570))
        .hasValueSatisfying(rows -> assertThat(rows).containsExactly(500, 70));
  }

  @Test
  void oneRowAFieldMayBeTooMuch() {
    assertThat(within(new int[] {60, 40}, 1)).isEmpty();
  }
}
