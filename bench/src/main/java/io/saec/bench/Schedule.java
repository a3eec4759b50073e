package io.saec.bench;

import java.time.Duration;

/**
 * When boundaries are, in panes of one slide each.
 *
 * @param slide length of a pane
 * @param panes in the window
 * @param interval panes from one re-clustering to the next
 */
public record Schedule(Duration slide, int panes, int interval) {
  public Schedule {
    if (slide.toMillis() < 1 || panes < 1 || interval < 1) {
      throw new IllegalArgumentException(
          "slide, panes and interval must be at least 1: "
              + slide
              + ", "
              + panes
              + ", "
              + interval);
    }
  }

  /** Pane that an event time lies in. */
  long paneOf(long ts) {
    return Math.floorDiv(ts, slide.toMillis());
  }

  /** The first re-clustering of a stream that begins in a pane: an interval of it has been seen. */
  long first(long pane) {
    return pane + interval;
  }

  /** Event time of a boundary, epoch milliseconds. It sees the panes before it. */
  long timeOf(long boundary) {
    return boundary * slide.toMillis();
  }
}
