package io.saec.evaluate;

import io.saec.evaluate.SpanScores.Scored;
import io.saec.events.FactorizationOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param fineTune whether shared vectors are trained on besides: they serve a span if they would
 *     have had less log loss in the span before
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

  private static final float TUNING_RATE = 0.03f;
  private static final int TUNING_EPOCHS = 3;

  /** Intervals that a training looks back over: with one it forgets, with more it falls behind. */
  private static final int WINDOW = 3;

  /**
   * Walks to the end.
   *
   * @param precision of vectors that are trained on
   */
  OnlineReport walk(OnlineCompressor.Run run, Precision precision)
      throws IOException, InterruptedException {
    Training training = new Training(rows, spans.get(0).rows(), Table.own(rows), options());
    SpanEvents events = new SpanEvents(rows, slide);
    SpanScores ofFull = new SpanScores();
    SpanScores ofRestored = new SpanScores();
    SpanScores ofTuned = new SpanScores();
    boolean tunedServes = false;
    List<Scored> full = new ArrayList<>();
    List<Scored> compressed = new ArrayList<>();
    List<Scored> fineTuned = new ArrayList<>();
    List<OnlineReport.Point> points = new ArrayList<>();
    for (int next = 1; next < spans.size(); next++) {
      int[] lately = learn(training, next - 1);
      Span seen = spans.get(next - 1);
      Span span = spans.get(next);
      Trial trial = trial(seen, span);
      Model model = recipe.model(training.learnt(), rows, trial.counts());
      full.add(ofFull.of(model, rows, span));
      FullModel of = new FullModel(trial, model, last(full).quality());
      List<CompressedField> fields =
          run.advance(events.next(seen, model, trial.counts()), seen.end(), of.embeddings());
      compressed.add(ofRestored.of(of.restored(fields), rows, span));
      if (fineTune) {
        Scored tuned = ofTuned.of(tuned(of, fields, lately, precision), rows, span);
        fineTuned.add(tunedServes ? tuned : last(compressed));
        // What the span tells decides about the next.
        tunedServes = tuned.quality().logloss() < last(compressed).quality().logloss();
      }
      points.add(
          new OnlineReport.Point(
              span.end(),
              span.to() - span.from(),
              of.quality(),
              last(compressed).quality(),
              fineTune ? last(fineTuned).quality() : null));
      tell(points.get(points.size() - 1));
    }
    return new OnlineReport(
        points,
        run.versions(),
        beside(compressed, full),
        fineTune ? beside(fineTuned, full) : null);
  }

  private static Scored last(List<Scored> spans) {
    return spans.get(spans.size() - 1);
  }

  private static Outcome beside(List<Scored> one, List<Scored> full) {
    return Outcome.of(List.of(SpanScores.together(one)), List.of(SpanScores.together(full)));
  }

  /** The shared vectors trained on from the centroids of the time, over the latest rows. */
  private Model tuned(
      FullModel full, List<CompressedField> compressed, int[] lately, Precision precision) {
    FineTuning tuning = new FineTuning(full, compressed, TUNING_RATE, precision);
    for (int epoch = 0; epoch < TUNING_EPOCHS; epoch++) {
      tuning.epoch(lately);
    }
    return tuning.model();
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
}
