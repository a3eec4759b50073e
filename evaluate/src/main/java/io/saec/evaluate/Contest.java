package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import io.saec.evaluate.EvaluationReport.Beside;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Rivals against the compressed models of the same bytes.
 *
 * @param fulls the full models, by seed
 * @param bytes of one of them
 * @param compressed how well the compressed models do, by budget and seed
 * @param precisions of rivals' values, as of the compressed models'
 * @param progress told of each rival and budget, from one thread at a time
 */
record Contest(
    List<FullModel> fulls,
    long bytes,
    Map<Budget.Ratio, List<Quality>> compressed,
    Precisions precisions,
    Consumer<String> progress) {
  /** The key of the only size that a rival has. */
  private static final String OWN = "own";

  /** One rival at one budget, or of its own size. */
  private record Entry(String rival, String budget, Optional<Beside> result) {}

  /** Results by rival and budget, in the order of both. */
  Map<String, Map<String, Beside>> of(List<Rival> rivals, Parallel parallel)
      throws InterruptedException {
    List<Callable<Entry>> tasks = new ArrayList<>();
    for (Rival rival : rivals) {
      if (rival.takesBudget()) {
        compressed.forEach((budget, models) -> tasks.add(() -> at(rival, budget, models)));
      } else {
        tasks.add(() -> ownSize(rival));
      }
    }
    Map<String, Map<String, Beside>> results = new LinkedHashMap<>();
    rivals.forEach(rival -> results.put(rival.word(), new LinkedHashMap<>()));
    for (Entry entry : parallel.all(tasks)) {
      Map<String, Beside> ofRival = Objects.requireNonNull(results.get(entry.rival()));
      entry.result().ifPresent(result -> ofRival.put(entry.budget(), result));
    }
    return results;
  }

  private Entry at(Rival rival, Budget.Ratio budget, List<Quality> models) {
    Optional<Beside> result =
        rival
            .within(budget.bytes(bytes), precisions.at(budget))
            .map(
                contender -> {
                  List<Quality> bySeed = qualities(contender);
                  return beside(contender, bySeed, Optional.of(Outcome.of(bySeed, models)));
                });
    return told(new Entry(rival.word(), budget.toString(), result));
  }

  private Entry ownSize(Rival rival) {
    Optional<Beside> result =
        rival
            .within(Long.MAX_VALUE, Precision.BYTE)
            .map(contender -> beside(contender, qualities(contender), Optional.empty()));
    return told(new Entry(rival.word(), OWN, result));
  }

  private List<Quality> qualities(Rival.Contender contender) {
    List<Quality> bySeed = new ArrayList<>();
    for (int i = 0; i < fulls.size(); i++) {
      bySeed.add(contender.quality(fulls.get(i), Evaluation.seed(i)));
    }
    return bySeed;
  }

  private Beside beside(
      Rival.Contender contender, List<Quality> bySeed, Optional<Outcome> toCompressed) {
    List<Quality> full = fulls.stream().map(FullModel::quality).toList();
    return new Beside(
        Outcome.of(bySeed, full),
        contender.bytes(),
        (double) bytes / contender.bytes(),
        toCompressed.orElse(null));
  }

  private Entry told(Entry entry) {
    String what =
        entry
            .result()
            .map(Beside::outcome)
            .map(
                outcome ->
                    "AUC %+.4f, log loss %+.2f %%"
                        .formatted(outcome.deltaAuc(), outcome.deltaLogloss() * 100))
            .orElse("cannot be so small");
    synchronized (progress) {
      progress.accept(entry.rival() + " at " + entry.budget() + ": " + what);
    }
    return entry;
  }
}
