package io.saec.state;

import java.io.Serializable;

/**
 * The sliding window and its boundaries. Time is cut into panes of one slide each; pane p holds the
 * event times in [p * slide, (p + 1) * slide). Boundary b lies at event time b * slide and sees the
 * panes [b - panes, b): what is taken "as of" it has a timestamp below it.
 *
 * @param slide length of a pane, milliseconds
 * @param panes in the window
 */
public record Window(long slide, int panes) implements Serializable {
  /** The last boundary that has fired where none has; far below all, with room to add and take. */
  public static final long NEVER_YET = Long.MIN_VALUE / 4;

  public Window {
    if (slide < 1 || panes < 1) {
      throw new IllegalArgumentException(
          "slide " + slide + " and panes " + panes + " must be >= 1");
    }
  }

  /** Pane that an event time lies in. */
  public long paneOf(long ts) {
    return Math.floorDiv(ts, slide);
  }

  /** The last boundary at or before an event time; {@link #NEVER_YET} for the least watermark. */
  public long boundaryAt(long ts) {
    return ts == Long.MIN_VALUE ? NEVER_YET : Math.floorDiv(ts, slide);
  }

  /** Event time of a boundary, milliseconds. */
  public long timeOf(long boundary) {
    return boundary * slide;
  }

  /**
   * The first boundary from which an event of {@code pane} is seen, once {@code passed} has fired.
   */
  public long effective(long pane, long passed) {
    return Math.max(pane, passed) + 1;
  }

  /** Whether no boundary after {@code passed} sees the pane. */
  public boolean isTooLate(long pane, long passed) {
    return pane < passed + 1 - panes;
  }
}
