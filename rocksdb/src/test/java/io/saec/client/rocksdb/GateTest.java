package io.saec.client.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate();

  @Test
  void nobodyEntersOnceItIsShut() {
    int lane = gate.enter();
    assertThat(Gate.refused(lane)).isFalse();
    gate.leave(lane);
    gate.shut();
    assertThat(gate.isShut()).isTrue();
    assertThat(Gate.refused(gate.enter())).isTrue();
    gate.shut();
  }

  @Test
  void itIsShutOnceEverybodyHasLeft() {
    int lane = gate.enter();
    CompletableFuture<Void> shut = CompletableFuture.runAsync(gate::shut);
    while (!gate.isShut()) {
      Thread.onSpinWait();
    }
    assertThat(Gate.refused(gate.enter())).isTrue();
    assertThat(shut).isNotDone();
    gate.leave(lane);
    shut.join();
  }
}
