package io.saec.evaluate;

import io.saec.model.FeatureEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a trainer that learns at the end of each span has to tell of it: how often each feature
 * occurred between two boundaries, and behind that the embeddings that the training changed.
 */
final class SpanEvents {
  private final LabelledRows rows;
  private final long slide;
  private List<float[]> published = List.of();
  private long[][] known = {};

  /**
   * @param slide milliseconds between two boundaries
   */
  SpanEvents(LabelledRows rows, long slide) {
    this.rows = rows;
    this.slide = slide;
  }

  /**
   * The events of the next span, in the order of their time.
   *
   * @param model after the training on the span
   * @param counts of the features in all rows up to the end of the span, by field
   */
  List<FeatureEvent> next(Span span, Model model, long[][] counts) {
    List<FeatureEvent> events = new ArrayList<>();
    for (int from = span.from(); from < span.to(); ) {
      long boundary = (Math.floorDiv(rows.time(from), slide) + 1) * slide;
      int to = from;
      while (to < span.to() && rows.time(to) < boundary) {
        to++;
      }
      occurrences(new Span(from, to, boundary), events);
      from = to;
    }
    embeddings(span, model, counts, events);
    published = model.vectors();
    known = counts;
    return events;
  }

  private void occurrences(Span span, List<FeatureEvent> events) {
    long[][] counts = rows.counts(span.rows());
    long ts = rows.time(span.to() - 1);
    for (int field = 0; field < counts.length; field++) {
      Dictionary of = rows.fields().get(field);
      for (int feature = 0; feature < counts[field].length; feature++) {
        int count = Math.toIntExact(counts[field][feature]);
        if (count > 0) {
          events.add(new FeatureEvent(of.field(), of.feature(feature), ts, count, null));
        }
      }
    }
  }

  private void embeddings(Span span, Model model, long[][] counts, List<FeatureEvent> events) {
    int width = model.width();
    for (int field = 0; field < counts.length; field++) {
      Dictionary of = rows.fields().get(field);
      float[] vectors = model.vectors().get(field);
      for (int feature = 0; feature < counts[field].length; feature++) {
        int at = feature * width;
        if (counts[field][feature] > 0 && isNew(field, feature, vectors, width)) {
          float[] embedding = Arrays.copyOfRange(vectors, at, at + width);
          events.add(
              new FeatureEvent(of.field(), of.feature(feature), span.end() - 1, 0, embedding));
        }
      }
    }
  }

  private boolean isNew(int field, int feature, float[] vectors, int width) {
    int from = feature * width;
    int to = from + width;
    return known.length == 0
        || known[field][feature] == 0
        || !Arrays.equals(vectors, from, to, published.get(field), from, to);
  }
}
