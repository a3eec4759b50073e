package io.saec.operators.frequency;

import io.saec.state.Descriptors;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * What the layout of the state depends on and no restart may change: the slide that panes are
 * counted in, and the shards that keys are made of.
 */
final class Geometry {
  private final ListState<Long> state;
  private final long slide;
  private final long shards;

  private Geometry(ListState<Long> state, long slide, long shards) {
    this.state = state;
    this.slide = slide;
    this.shards = shards;
  }

  /**
   * @throws IllegalArgumentException naming what differs from the state that is restored
   */
  static Geometry restore(StateInitializationContext context, long slide, int shards)
      throws Exception {
    Geometry geometry =
        new Geometry(
            context.getOperatorStateStore().getUnionListState(Descriptors.GEOMETRY), slide, shards);
    int place = 0;
    for (long restored : geometry.state.get()) {
      // A pair from each subtask, one after the other.
      boolean isSlide = place++ % 2 == 0;
      check(
          isSlide ? "window.slide in milliseconds" : "shards", restored, isSlide ? slide : shards);
    }
    return geometry;
  }

  private static void check(String what, long restored, long configured) {
    if (restored != configured) {
      throw new IllegalArgumentException(
          what
              + " was "
              + restored
              + " when this state was born and cannot become "
              + configured
              + ": set it back, or start without the state");
    }
  }

  void snapshot() throws Exception {
    state.update(List.of(slide, shards));
  }
}
