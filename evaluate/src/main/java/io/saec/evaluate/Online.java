package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import io.saec.events.TsvException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Evaluates as in service: rows come in the order of their time, a model goes on training, what it
 * has learnt is compressed again and again, and each row is scored before it is learnt from.
 *
 * <p>The first rows are what the model begins with, and all that its training is chosen by. Holds
 * the rows, see {@link LabelledRows}; each budget walks the stream anew, with the same training.
 */
public final class Online {
  /** Of the rows, the first are there before any is scored. */
  private static final double BEGIN = 0.2;

  /** Of those, the first are learnt from while the others choose. */
  private static final double LEARN = 0.9;

  private final OnlineOptions options;
  private final OnlineCompressor compressor;
  private final Consumer<String> progress;

  /**
   * @param progress told what has been done, in a line each
   */
  public Online(OnlineOptions options, OnlineCompressor compressor, Consumer<String> progress) {
    this.options = options;
    this.compressor = compressor;
    this.progress = progress;
  }

  /**
   * Evaluates a file.
   *
   * @return by budget, such as {@code 27x}
   * @throws TsvException naming the line, if the file is not a labelled one, is out of order, or is
   *     too short
   * @throws IOException if the file cannot be read, or as the compressor throws
   */
  public Map<String, OnlineReport> of(Path file) throws IOException, InterruptedException {
    LabelledRows rows = LabelledRows.read(file, true);
    long slide = options.slide().toMillis();
    long interval = options.interval().toMillis();
    List<Span> spans = Span.of(rows, BEGIN, slide, interval);
    check(file, rows, spans);
    Recipe recipe = recipe(rows, spans.get(0));
    progress.accept(
        "online: %,d rows to begin with, %,d to score in %d spans, %d epochs a training"
            .formatted(
                spans.get(0).to(),
                spans.get(spans.size() - 1).to() - spans.get(0).to(),
                spans.size() - 1,
                recipe.epochs()));
    Prequential prequential =
        new Prequential(
            rows, spans, recipe, options.factors(), options.fineTune(), slide, interval, progress);
    Map<String, Integer> dimensions = new LinkedHashMap<>();
    rows.fields().forEach(field -> dimensions.put(field.field(), options.factors() + 1));
    Map<String, OnlineReport> reports = new LinkedHashMap<>();
    for (Budget.Ratio budget : options.budgets()) {
      try (OnlineCompressor.Run run = compressor.start(dimensions, budget.times())) {
        reports.put(budget.toString(), prequential.walk(run, options.precisions().at(budget)));
      }
    }
    return reports;
  }

  private static void check(Path file, LabelledRows rows, List<Span> spans) throws TsvException {
    Split begin = begin(spans.get(0));
    Evaluation.checkLabels(file, rows, begin.train(), "to learn from");
    Evaluation.checkLabels(file, rows, begin.test(), "to choose by");
    if (spans.size() == 1) {
      int[] others = IntStream.range(spans.get(0).to(), rows.size()).toArray();
      Evaluation.checkLabels(file, rows, others, "that come then");
    }
  }

  private Recipe recipe(LabelledRows rows, Span first) throws InterruptedException {
    try (Parallel parallel = new Parallel(options.threads())) {
      Tuning tuning = new Tuning(rows, begin(first));
      return tuning.choose(Table.own(rows), options.factors(), parallel);
    }
  }

  private static Split begin(Span first) {
    return new Split(first.rows(), new int[0]).withinTraining(LEARN);
  }
}
