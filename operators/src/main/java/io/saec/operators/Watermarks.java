package io.saec.operators;

import io.saec.state.Descriptors;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * The watermark a step received last, kept over a restart: Flink's own restart at none, and a key
 * that is seen for the first time after one must not take a boundary that has fired for one that is
 * still to come.
 */
public final class Watermarks {
  private final ListState<Long> state;
  private long last = Long.MIN_VALUE;

  private Watermarks(ListState<Long> state) {
    this.state = state;
  }

  /** Restores the least of what the subtasks before the restart had received. */
  public static Watermarks restore(StateInitializationContext context) throws Exception {
    Watermarks watermarks =
        new Watermarks(context.getOperatorStateStore().getUnionListState(Descriptors.WATERMARK));
    long least = Long.MAX_VALUE;
    for (long restored : watermarks.state.get()) {
      least = Math.min(least, restored);
    }
    if (least != Long.MAX_VALUE) {
      watermarks.last = least;
    }
    return watermarks;
  }

  /**
   * Takes note of a watermark. The last of a bounded run says that nothing comes any more, not what
   * time it is: it is not kept, so that a run may go on from a final savepoint.
   */
  public void advance(long watermark) {
    if (watermark != Long.MAX_VALUE) {
      last = Math.max(last, watermark);
    }
  }

  /** The greatest watermark so far, milliseconds; Long.MIN_VALUE for none. */
  public long last() {
    return last;
  }

  /** Writes it to operator state. */
  public void snapshot() throws Exception {
    state.update(List.of(last));
  }
}
