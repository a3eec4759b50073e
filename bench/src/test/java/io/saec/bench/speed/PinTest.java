package io.saec.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinTest {

  @Test
  void holdsLetsGoAndHoldsAgain() {
    try (Pin pin = Pin.onOneCore()) {
      Integer core = pin.core();
      pin.release();
      assertThat(pin.core()).isNull();
      pin.hold();
      assertThat(pin.core()).isEqualTo(core);
    }
  }
}
