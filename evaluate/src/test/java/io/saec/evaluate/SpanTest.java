package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final long SLIDE = 10;
  private static final long INTERVAL = 20;

  /**
   * @param labels a digit a row
   */
  private static LabelledRows rows(String labels, long... times) {
    assertThat(labels).hasSize(times.length);
    BitSet ones = new BitSet();
    for (int row = 0; row < times.length; row++) {
      ones.set(row, labels.charAt(row) == '1');
    }
    return new LabelledRows(List.of(), new int[0], times, ones, times.length);
  }

  private static List<Span> spans(LabelledRows rows, double begin) {
    return Span.of(rows, begin, SLIDE, INTERVAL);
  }

  /** Three of ten rows are up to 11, and the boundary behind that is 20. */
  @Test
  void theFirstEndsAtTheBoundaryBehindItsShareAndTheOthersAnIntervalLaterEach() {
    LabelledRows rows = rows("0101010101", 1, 2, 11, 12, 23, 24, 31, 39, 41, 59);
    assertThat(spans(rows, 0.3))
        .containsExactly(new Span(0, 4, 20), new Span(4, 8, 40), new Span(8, 10, 60));
  }

  @Test
  void aRowOnABoundaryIsBehindIt() {
    LabelledRows rows = rows("010101", 1, 10, 20, 39, 40, 41);
    assertThat(spans(rows, 0.34))
        .containsExactly(new Span(0, 2, 20), new Span(2, 4, 40), new Span(4, 6, 60));
  }

  @Test
  void boundariesBefore1970AreAtMultiplesOfTheSlideToo() {
    LabelledRows rows = rows("0101", -25, -21, -15, -1);
    assertThat(spans(rows, 0.5)).containsExactly(new Span(0, 2, -20), new Span(2, 4, 0));
  }

  @Test
  void aGapIsPassedOverByWholeIntervals() {
    LabelledRows rows = rows("0101", 1, 2, 95, 96);
    assertThat(spans(rows, 0.5)).containsExactly(new Span(0, 2, 10), new Span(2, 4, 110));
    rows = rows("0101", 1, 2, 30, 49);
    assertThat(spans(rows, 0.5)).containsExactly(new Span(0, 2, 10), new Span(2, 4, 50));
  }

  @Test
  void rowsOfOneLabelAreJoinedToThoseThatFollow() {
    for (String label : List.of("0", "1")) {
      LabelledRows rows = rows("01" + label.repeat(4) + "01", 1, 2, 11, 12, 31, 32, 51, 52);
      assertThat(spans(rows, 0.25)).containsExactly(new Span(0, 2, 10), new Span(2, 8, 70));
    }
  }

  @Test
  void rowsOfOneLabelAtTheEndAreInNone() {
    LabelledRows rows = rows("0101111", 1, 2, 11, 12, 31, 51, 52);
    assertThat(spans(rows, 0.3)).containsExactly(new Span(0, 2, 10), new Span(2, 4, 30));
  }

  @Test
  void theFirstIsThereHoweverSmallItsShareAndWhateverItsLabels() {
    LabelledRows rows = rows("0001", 1, 11, 12, 13);
    assertThat(spans(rows, 0)).containsExactly(new Span(0, 1, 10), new Span(1, 4, 30));
    assertThat(spans(rows, 1)).containsExactly(new Span(0, 4, 20));
  }

  @Test
  void namesItsRows() {
    assertThat(new Span(3, 6, 10).rows()).containsExactly(3, 4, 5);
  }
}
