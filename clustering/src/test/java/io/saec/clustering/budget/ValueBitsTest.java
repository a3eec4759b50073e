package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueBitsTest {
  @Test
  void isANumberOrFollowsTheBudget() {
    assertThat(ValueBits.of("budget")).isEmpty();
    assertThat(ValueBits.of("2")).hasValue(2);
    assertThat(ValueBits.of("8")).hasValue(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "9", "44", "four", "Budget", " 4"})
  void rejectsEverythingElse(String word) {
    assertThatThrownBy(() -> ValueBits.of(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + word + "' is not budget or a number from 2 to 8");
  }
}
