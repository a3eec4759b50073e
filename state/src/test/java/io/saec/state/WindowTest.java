package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Window WINDOW = new Window(10, 3);

  @Test
  void panesHoldTheirBeginningAndNotTheirEnd() {
    assertThat(WINDOW.paneOf(0)).isEqualTo(0);
    assertThat(WINDOW.paneOf(9)).isEqualTo(0);
    assertThat(WINDOW.paneOf(10)).isEqualTo(1);
    assertThat(WINDOW.paneOf(-1)).isEqualTo(-1);
  }

  @Test
  void aBoundaryHasPassedWithTheWatermarkOfItsTime() {
    assertThat(WINDOW.boundaryAt(19)).isEqualTo(1);
    assertThat(WINDOW.boundaryAt(20)).isEqualTo(2);
    assertThat(WINDOW.timeOf(2)).isEqualTo(20);
  }

  @Test
  void noBoundaryHasPassedBeforeTheFirstWatermark() {
    assertThat(WINDOW.boundaryAt(Long.MIN_VALUE)).isEqualTo(Window.NEVER_YET);
    assertThat(WINDOW.isTooLate(0, Window.NEVER_YET)).isFalse();
    assertThat(WINDOW.effective(0, Window.NEVER_YET)).isEqualTo(1);
  }

  @Test
  void anEventIsSeenByTheBoundaryAfterItsPaneOrTheNextToFire() {
    assertThat(WINDOW.effective(5, 3)).isEqualTo(6);
    assertThat(WINDOW.effective(5, 5)).isEqualTo(6);
    assertThat(WINDOW.effective(5, 8)).isEqualTo(9);
  }

  @Property
  void tooLateIsWhatNoBoundaryToComeSees(
      @ForAll @LongRange(min = -50, max = 50) long pane,
      @ForAll @LongRange(min = -50, max = 50) long passed,
      @ForAll @IntRange(min = 1, max = 10) int panes) {
    Window window = new Window(10, panes);
    boolean seen = false;
    for (long boundary = passed + 1; boundary < passed + 200; boundary++) {
      seen |= boundary - panes <= pane && pane < boundary;
    }
    assertThat(window.isTooLate(pane, passed)).isEqualTo(!seen);
  }

  @Test
  void refusesAWindowOfNothing() {
    assertThatThrownBy(() -> new Window(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slide 0");
    assertThatThrownBy(() -> new Window(10, 0)).hasMessageContaining("panes 0");
  }
}
