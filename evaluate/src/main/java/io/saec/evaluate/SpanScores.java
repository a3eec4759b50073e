package io.saec.evaluate;

import java.util.List;

/** Scores the rows of spans as they come, calibrated by the span before. (not thread safe) */
final class SpanScores {
  private Calibration calibration = Calibration.NONE;

  /** The scores of a span's rows, and how well they tell the labels. */
  record Scored(double[] scores, boolean[] labels, Quality quality) {}

  /** Scores a span. */
  Scored of(Model model, LabelledRows rows, Span span) {
    double[] scores = model.scores(rows, span.rows());
    boolean[] labels = rows.labels(span.rows());
    Calibration next = Calibration.of(scores, labels);
    calibration.apply(scores);
    calibration = next;
    return new Scored(scores, labels, Quality.of(scores, labels));
  }

  /** How well scores tell the labels over all spans together. */
  static Quality together(List<Scored> spans) {
    int rows = spans.stream().mapToInt(span -> span.scores().length).sum();
    double[] scores = new double[rows];
    boolean[] labels = new boolean[rows];
    int at = 0;
    for (Scored span : spans) {
      System.arraycopy(span.scores(), 0, scores, at, span.scores().length);
      System.arraycopy(span.labels(), 0, labels, at, span.labels().length);
      at += span.scores().length;
    }
    return Quality.of(scores, labels);
  }
}
