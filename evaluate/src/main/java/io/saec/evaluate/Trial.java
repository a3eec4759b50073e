package io.saec.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that models are trained and tested with.
 *
 * @param rows of the file
 * @param split training and test part
 * @param counts of the features in the training part, by field
 * @param known features in the training part, by field: ascending numbers
 * @param factors of an embedding
 * @param recipe of the full model
 */
record Trial(
    LabelledRows rows, Split split, long[][] counts, int[][] known, int factors, Recipe recipe) {

  static Trial of(LabelledRows rows, Split split, int factors, Recipe recipe) {
    long[][] counts = rows.counts(split.train());
    return new Trial(rows, split, counts, known(counts), factors, recipe);
  }

  private static int[][] known(long[][] counts) {
    return Arrays.stream(counts)
        .map(field -> IntStream.range(0, field.length).filter(i -> field[i] > 0).toArray())
        .toArray(int[][]::new);
  }

  /** Trains and tests a full model. */
  FullModel full(long seed) {
    Learnt learnt = recipe.train(rows, split.train(), Table.own(rows), factors, seed);
    Model model = recipe.model(learnt, rows, counts);
    return new FullModel(this, model, quality(model));
  }

  /** Fields that have a feature in the training part. */
  int[] fields() {
    return IntStream.range(0, known.length).filter(field -> known[field].length > 0).toArray();
  }

  /** Features in the training part, of each field that has any. */
  int[] features() {
    return Arrays.stream(known).mapToInt(field -> field.length).filter(n -> n > 0).toArray();
  }

  /** Share of the features in test rows that are not in the training part. */
  double unknownShare() {
    long seen = 0;
    long unknown = 0;
    long[][] inTest = rows.counts(split.test());
    for (int field = 0; field < inTest.length; field++) {
      for (int feature = 0; feature < inTest[field].length; feature++) {
        seen += inTest[field][feature];
        unknown += counts[field][feature] == 0 ? inTest[field][feature] : 0;
      }
    }
    return seen == 0 ? 0 : (double) unknown / seen;
  }

  /** Trains over tables that features may share, puts them on a grid, and tests. */
  Quality quality(
      List<Table> tables, Recipe by, int factorsOfTables, Precision precision, long seed) {
    Learnt learnt =
        by.train(rows, split.train(), tables, factorsOfTables, seed).quantised(precision);
    return quality(by.model(learnt, rows, counts));
  }

  /** How well a model does on the test part. */
  Quality quality(Model model) {
    return model.quality(rows, split.test());
  }
}
