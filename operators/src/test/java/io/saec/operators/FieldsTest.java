package io.saec.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldsTest {
  private static final Fields FIELDS = new Fields(List.of(TestRules.TAG, TestRules.ITEM));

  @Test
  void findsByNameAndById() {
    assertThat(FIELDS.find("item")).isEqualTo(TestRules.ITEM);
    assertThat(FIELDS.find(TestRules.TAG.id())).isEqualTo(TestRules.TAG);
    assertThat(FIELDS.find("shop")).isNull();
    assertThat(FIELDS.find(7L)).isNull();
  }

  @Test
  void tellsDimensionsInTheOrderOfDeclaration() {
    assertThat(FIELDS.dimensions().keySet()).containsExactly("tag", "item");
  }

  @Test
  void refusesTwoFieldsOfOneId() {
    FieldRules other = new FieldRules("other", TestRules.ITEM.id(), 1, TestRules.ITEM.clusters());

    assertThatThrownBy(() -> new Fields(List.of(TestRules.ITEM, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'item' and 'other'");
  }
}
