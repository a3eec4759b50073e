package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunningLogLossTest {
  @Test
  void looksBackOverItsWindowOnly() {
    RunningLogLoss loss = new RunningLogLoss(2);
    assertThat(loss.mean()).isNaN();
    loss.add(0.5, true);
    assertThat(loss.mean()).isCloseTo(Math.log(2), within(1e-12));
    loss.add(0.25, true);
    assertThat(loss.mean()).isCloseTo((Math.log(2) + Math.log(4)) / 2, within(1e-12));
    loss.add(0.75, false);
    assertThat(loss.mean()).isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void oneConfidentMistakeIsFinite() {
    RunningLogLoss loss = new RunningLogLoss(10);
    loss.add(1, false);
    assertThat(loss.mean()).isFinite();
  }
}
