package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import io.saec.events.TsvException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains models on the first part of a labelled file, has them compressed, and tests them and what
 * else comes to the same bytes on the other part, which nothing was chosen by.
 *
 * <p>Holds the rows, see {@link LabelledRows}, and a full model a seed; what is made of them is
 * tested and let go. The compressor is called from the calling thread, one budget after the other.
 */
public final class Evaluation {
  /** Of the rows, the first are trained on. */
  private static final double TRAIN = 0.8;

  /** Of those, the first are learnt from while the others choose. */
  private static final double LEARN = 0.9;

  /** Of the rows that are drawn; every seed of the models has the same parts. */
  private static final long SPLIT_SEED = 0;

  private final EvaluationOptions options;
  private final ModelCompression compression;
  private final Consumer<String> progress;

  /**
   * @param progress told what has been done, in a line each
   */
  public Evaluation(EvaluationOptions options, Compressor compressor, Consumer<String> progress) {
    this.options = options;
    this.compression = ModelCompression.of(options, compressor);
    this.progress = progress;
  }

  /**
   * Evaluates a file.
   *
   * @throws TsvException naming the line, if the file is not a labelled one, is out of order where
   *     it is split by time, or has too few rows of a label
   * @throws IOException if the file cannot be read, or as the compressor throws
   */
  public EvaluationReport of(Path file) throws IOException, InterruptedException {
    LabelledRows rows = LabelledRows.read(file, options.split() == SplitRule.TIME);
    Split split = Split.of(rows.size(), options.split(), TRAIN, SPLIT_SEED);
    Split chosenBy = split.withinTraining(LEARN);
    checkLabels(file, rows, chosenBy.train(), "to learn from");
    checkLabels(file, rows, chosenBy.test(), "to choose by");
    checkLabels(file, rows, split.test(), "to test on");
    progress.accept(
        "read %,d rows: %,d to train on, %,d to test on"
            .formatted(rows.size(), split.train().length, split.test().length));
    try (Parallel parallel = new Parallel(options.threads())) {
      Tuning tuning = new Tuning(rows, chosenBy);
      Recipe recipe = tuning.choose(Table.own(rows), options.factors(), parallel);
      progress.accept(
          "chose learning rate %s, L2 %s, %d epochs: AUC %.4f on what they were chosen by"
              .formatted(
                  recipe.learningRate(), recipe.l2(), recipe.epochs(), recipe.validation().auc()));
      return of(Trial.of(rows, split, options.factors(), recipe), tuning, chosenBy, parallel);
    }
  }

  static void checkLabels(Path file, LabelledRows rows, int[] part, String what)
      throws TsvException {
    boolean[] labels = rows.labels(part);
    int ones = (int) IntStream.range(0, labels.length).filter(i -> labels[i]).count();
    if (ones == 0 || ones == labels.length) {
      OptionalInt last = IntStream.of(part).max();
      throw new TsvException(
          file + ":" + LabelledRows.line(last.orElse(rows.size() - 1)),
          "the %d rows %s, of which this is the last, do not have both labels"
              .formatted(labels.length, what));
    }
  }

  private EvaluationReport of(Trial trial, Tuning tuning, Split chosenBy, Parallel parallel)
      throws IOException, InterruptedException {
    List<FullModel> fulls =
        parallel.all(
            IntStream.range(0, options.seeds())
                .mapToObj(place -> (Callable<FullModel>) () -> trial.full(seed(place)))
                .toList());
    List<Quality> full = fulls.stream().map(FullModel::quality).toList();
    Outcome outcome = Outcome.of(full, full);
    progress.accept(
        "trained %d full models: AUC %.4f, log loss %.4f"
            .formatted(fulls.size(), outcome.auc(), outcome.logloss()));
    long bytes = ByteCount.PACKED.full(fulls.get(0).embeddings());

    HeldBack heldBack = HeldBack.of(trial, chosenBy);
    Map<String, EvaluationReport.Tuned> fineTuned = new LinkedHashMap<>();
    TunedModels tuned = null;
    if (options.fineTune()) {
      tuned = TunedModels.of(fulls, new FineTuner(heldBack), progress, parallel);
      fineTuned.put(EvaluationReport.FULL, tuned.full());
    }
    CompressedModels models =
        new CompressedModels(fulls, heldBack, compression, options.precisions(), progress);
    Map<Budget.Ratio, List<Quality>> bySeed = new LinkedHashMap<>();
    Map<String, EvaluationReport.Compressed> compressed = new LinkedHashMap<>();
    for (Budget.Ratio budget : options.budgets()) {
      CompressedModels.At at = models.at(budget);
      bySeed.put(budget, at.qualities());
      compressed.put(budget.toString(), at.told());
      if (tuned != null) {
        fineTuned.put(
            budget.toString(),
            tuned.at(
                budget, options.precisions().at(budget), at.compressed(), at.heldBack(), parallel));
      }
    }
    Contest contest = new Contest(fulls, bytes, bySeed, options.precisions(), progress);
    return new EvaluationReport(
        data(trial),
        trial.recipe(),
        new EvaluationReport.Full(
            outcome.auc(),
            outcome.logloss(),
            new Quality(outcome.spread().auc(), outcome.spread().logloss()),
            bytes),
        compressed,
        fineTuned,
        contest.of(options.rivals() ? rivals(trial, heldBack, tuning) : List.of(), parallel),
        Verdict.of(compressed));
  }

  /** The seed of a model by its place. */
  static long seed(int place) {
    return place + 1L;
  }

  private List<Rival> rivals(Trial trial, HeldBack heldBack, Tuning tuning) {
    return List.of(
        Restored.kMeans(trial, heldBack),
        SharedTables.hashing(trial, tuning),
        SharedTables.quotientRemainder(trial, tuning),
        Restored.productQuantisation(trial, heldBack),
        Restored.int8(trial, heldBack),
        new Logistic(trial, tuning));
  }

  private EvaluationReport.Data data(Trial trial) {
    Map<String, Integer> features = new LinkedHashMap<>();
    for (int field = 0; field < trial.known().length; field++) {
      features.put(trial.rows().fields().get(field).field(), trial.known()[field].length);
    }
    return new EvaluationReport.Data(
        options.split().word(),
        trial.split().train().length,
        trial.split().test().length,
        features,
        trial.unknownShare(),
        options.factors(),
        options.seeds());
  }
}
