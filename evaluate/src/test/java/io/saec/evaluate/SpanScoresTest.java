package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.evaluate.SpanScores.Scored;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpanScoresTest {
  private static final Span FIRST = new Span(0, 2_000, 1);
  private static final Span SECOND = new Span(2_000, 5_000, 2);

  @TempDir private Path dir;

  private LabelledRows rows() throws Exception {
    return LabelledRows.read(MadeUp.groups(dir, 6_000, 60, 40, 7), true);
  }

  private static Model model(LabelledRows rows) {
    Split split = Split.of(rows.size(), SplitRule.TIME, 0.8, 0);
    return Trial.of(rows, split, 4, MadeUp.RECIPE).full(1).model();
  }

  @Test
  void aSpanIsCalibratedByTheOneBefore() throws Exception {
    LabelledRows rows = rows();
    Model tooSure = model(rows).calibrated(new Calibration(3, 1));
    SpanScores scores = new SpanScores();
    Scored first = scores.of(tooSure, rows, FIRST);
    assertThat(first.quality()).isEqualTo(tooSure.quality(rows, FIRST.rows()));
    Scored second = scores.of(tooSure, rows, SECOND);
    Calibration calibration =
        Calibration.of(tooSure.scores(rows, FIRST.rows()), rows.labels(FIRST.rows()));
    double[] raw = tooSure.scores(rows, SECOND.rows());
    assertThat(calibration.scale()).isLessThan(0.6);
    assertThat(calibration.shift()).isLessThan(-0.1);
    assertThat(second.scores()[7]).isCloseTo(calibration.of(raw[7]), within(1e-12));
    assertThat(second.quality().logloss())
        .isLessThan(tooSure.quality(rows, SECOND.rows()).logloss());
    assertThat(second.quality().auc()).isEqualTo(tooSure.quality(rows, SECOND.rows()).auc());
  }

  @Test
  void spansCountTogetherByTheirRows() throws Exception {
    LabelledRows rows = rows();
    Model model = model(rows);
    SpanScores scores = new SpanScores();
    Scored first = scores.of(model, rows, FIRST);
    Scored second = scores.of(model, rows, SECOND);
    assertThat(SpanScores.together(List.of(first))).isEqualTo(first.quality());
    assertThat(SpanScores.together(List.of(first, second)).logloss())
        .isCloseTo(
            0.4 * first.quality().logloss() + 0.6 * second.quality().logloss(), within(1e-12));
  }
}
