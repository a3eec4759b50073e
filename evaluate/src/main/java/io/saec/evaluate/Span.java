package io.saec.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that come between two trainings.
 *
 * @param from first row
 * @param to behind the last row
 * @param end boundary behind the last row, epoch milliseconds
 */
record Span(int from, int to, long end) {

  /**
   * Divides a stream by boundaries, at multiples of the slide. The first span is what the model
   * begins with: all up to the first boundary behind {@code begin} of the rows. Those that follow
   * are as long as the interval, or several of it where that has rows of one label only; what is
   * left of such rows at the end is in none.
   *
   * @param rows in the order of their time
   * @param slide milliseconds
   * @param interval milliseconds, a multiple of the slide
   */
  static List<Span> of(LabelledRows rows, double begin, long slide, long interval) {
    int first = Math.max(0, (int) (rows.size() * begin) - 1);
    long end = (Math.floorDiv(rows.time(first), slide) + 1) * slide;
    List<Span> spans = new ArrayList<>();
    spans.add(new Span(0, behind(rows, first, end), end));
    int from = spans.get(0).to();
    int to = from;
    while (to < rows.size()) {
      // Over a gap at once.
      end += (Math.floorDiv(Math.max(0, rows.time(to) - end), interval) + 1) * interval;
      to = behind(rows, to, end);
      Span span = new Span(from, to, end);
      if (span.hasBothLabels(rows)) {
        spans.add(span);
        from = to;
      }
    }
    return spans;
  }

  /** The first row at or after a time. */
  private static int behind(LabelledRows rows, int row, long end) {
    int to = row;
    while (to < rows.size() && rows.time(to) < end) {
      to++;
    }
    return to;
  }

  boolean hasBothLabels(LabelledRows rows) {
    int ones = rows.labels().get(from, to).cardinality();
    return ones > 0 && ones < to - from;
  }

  /** Its rows. */
  int[] rows() {
    return IntStream.range(from, to).toArray();
  }
}
