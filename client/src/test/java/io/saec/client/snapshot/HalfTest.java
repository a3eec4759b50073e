package io.saec.client.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfTest {
  @Test
  void everyFiniteHalfIsReadAndWrittenBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Half.toFloat((short) bits);
      if ((bits & 0x7C00) != 0x7C00) {
        assertThat(Half.ofExact(value)).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void halvesAreWhatTheStandardSays() {
    assertThat(Half.toFloat((short) 0x3C00)).isEqualTo(1);
    assertThat(Half.toFloat((short) 0xC000)).isEqualTo(-2);
    assertThat(Half.toFloat((short) 0x7BFF)).isEqualTo(65_504);
    assertThat(Half.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(Half.toFloat((short) 0x0400)).isEqualTo(0x1p-14f);
  }
}
