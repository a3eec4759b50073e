package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"item", "A", "0", "a.b-c_D9", "."})
  void takesFields(String name) {
    assertThat(Names.isField(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a#b", "a b", "é", "item\n", "item ", "ite\u0000m"})
  void refusesFields(String name) {
    assertThat(Names.isField(name)).isFalse();
  }

  @Test
  void fieldsHave64CharactersAtTheMost() {
    assertThat(Names.isField("a".repeat(64))).isTrue();
    assertThat(Names.isField("a".repeat(65))).isFalse();
  }
}
