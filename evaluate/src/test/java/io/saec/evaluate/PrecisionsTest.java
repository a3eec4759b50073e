package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.clustering.budget.Budget;
import org.junit.jupiter.api.Test;

class PrecisionsTest {
  @Test
  void followsTheBudgetUnlessItIsToldOtherwise() {
    assertThat(Precisions.BY_BUDGET.at(new Budget.Ratio(4))).isEqualTo(Precision.BYTE);
    assertThat(Precisions.BY_BUDGET.at(new Budget.Ratio(27))).isEqualTo(new Precision(4));
    assertThat(Precisions.of(3).at(new Budget.Ratio(4))).isEqualTo(new Precision(3));
  }

  @Test
  void rejectsWhatNoValueTakes() {
    for (int bits : new int[] {1, 9}) {
      assertThatThrownBy(() -> Precisions.of(bits))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a value takes 2 to 8 bits, not " + bits);
    }
  }
}
