package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FeatureChangeTest {
  @Test
  void kindsKeepTheirCodes() {
    assertThat(FeatureChange.Kind.ARRIVED.code()).isEqualTo(1);
    assertThat(FeatureChange.Kind.SETTLED.code()).isEqualTo(2);
    assertThat(FeatureChange.Kind.EXPIRED.code()).isEqualTo(3);
    for (FeatureChange.Kind kind : FeatureChange.Kind.values()) {
      assertThat(FeatureChange.Kind.of(kind.code())).isEqualTo(kind);
    }
  }

  @Test
  void refusesACodeOfNoKind() {
    assertThatThrownBy(() -> FeatureChange.Kind.of(4)).hasMessageContaining("4");
  }
}
