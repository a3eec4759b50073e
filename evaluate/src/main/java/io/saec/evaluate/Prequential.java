package io.saec.evaluate;

import io.saec.events.FactorizationOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Walks a stream span by span: a span's rows are scored, by the full model and by what stands for
 * it, and only then learnt from and told to the compressor (Dawid 1984; Gama et al., 2013).
 *
 * <p>The training goes on from where it was: as many epochs as the recipe says, over the last rows
 * up to the end of the span. Holds a model and what it was after the span before.
 *
 * @param rows in the order of their time
 * @param spans at least two
 * @param recipe chosen on the first span
 * @param factors of an embedding
 * @param fineTune whether shared vectors are trained on besides
 * @param slide milliseconds between two boundaries
 * @param interval milliseconds between two trainings
 * @param progress told of each span
 */
record Prequential(
    LabelledRows rows,
    List<Span> spans,
    Recipe recipe,
    int factors,
    boolean fineTune,
    long slide,
    long interval,
    Consumer<String> progress) {
  private static final long SEED = Evaluation.seed(0);

  /** Intervals that a training looks back over: with one it forgets, with more it falls behind. */
  private static final int WINDOW = 3;

  /** Walks to the end. */
  OnlineReport walk(OnlineCompressor.Run run) throws IOException, InterruptedException {
    Training training = new Training(rows, spans.get(0).rows(), Table.own(rows), options());
    SpanEvents events = new SpanEvents(rows, slide);
    Scores full = new Scores();
    Scores compressed = new Scores();
    Scores tuned = new Scores();
    OnlineFineTuning fineTuning = new OnlineFineTuning();
    List<OnlineReport.Point> points = new ArrayList<>();
    for (int next = 1; next < spans.size(); next++) {
      int[] lately = learn(training, next - 1);
      Span seen = spans.get(next - 1);
      Span span = spans.get(next);
      Trial trial = trial(seen, span);
      Model model = recipe.model(training.learnt(), rows, trial.counts());
      FullModel of = FullModel.of(trial, model, full.add(model, rows, span));
      List<CompressedField> fields =
          run.advance(events.next(seen, model, trial.counts()), seen.end(), of.embeddings());
      Model restored = of.restored(fields);
      Quality ofClusters = compressed.add(restored, rows, span);
      Quality ofTuned =
          fineTune ? tuned.add(fineTuning.next(of, restored, fields, lately), rows, span) : null;
      points.add(
          new OnlineReport.Point(
              span.end(), span.to() - span.from(), of.quality(), ofClusters, ofTuned));
      tell(points.get(points.size() - 1));
    }
    List<Quality> overall = List.of(full.quality());
    return new OnlineReport(
        points,
        run.versions(),
        Outcome.of(List.of(compressed.quality()), overall),
        fineTune ? Outcome.of(List.of(tuned.quality()), overall) : null);
  }

  private FactorizationOptions options() {
    return new FactorizationOptions(
        factors, recipe.learningRate(), recipe.l2(), recipe.spread(), SEED);
  }

  /**
   * Learns from the first span, or goes on with the last rows up to the end of a later one.
   *
   * @return what it learnt from
   */
  private int[] learn(Training training, int place) {
    Span span = spans.get(place);
    int from = span.from();
    long since = span.end() - WINDOW * interval;
    while (place > 0 && from > 0 && rows.time(from - 1) >= since) {
      from--;
    }
    int[] lately = IntStream.range(from, span.to()).toArray();
    training.goOn(lately);
    for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
      training.epoch();
    }
    return lately;
  }

  /** Learnt from all that was seen, and tested on what comes next. */
  private Trial trial(Span seen, Span next) {
    int[] before = IntStream.range(0, seen.to()).toArray();
    return Trial.of(rows, new Split(before, next.rows()), factors, recipe);
  }

  private void tell(OnlineReport.Point point) {
    progress.accept(
        "%s: %,d rows, AUC %.4f, compressed %+.4f"
            .formatted(
                Instant.ofEpochMilli(point.ts()),
                point.rows(),
                point.full().auc(),
                point.compressed().auc() - point.full().auc()));
  }

  /** What a model gave to the rows of all spans. */
  private static final class Scores {
    private double[] scores = {};
    private boolean[] labels = {};

    /** How well it does on a span, which is added. */
    Quality add(Model model, LabelledRows rows, Span span) {
      int[] which = span.rows();
      double[] more = model.scores(rows, which);
      boolean[] labelsOfMore = rows.labels(which);
      int at = scores.length;
      scores = Arrays.copyOf(scores, at + more.length);
      labels = Arrays.copyOf(labels, at + more.length);
      System.arraycopy(more, 0, scores, at, more.length);
      System.arraycopy(labelsOfMore, 0, labels, at, more.length);
      return Quality.of(more, labelsOfMore);
    }

    Quality quality() {
      return Quality.of(scores, labels);
    }
  }
}
