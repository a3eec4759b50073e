package io.saec.evaluate;

import io.saec.events.FactorizationMachine;
import io.saec.events.FactorizationOptions;
import io.saec.events.Parameters;
import io.saec.events.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A machine that goes on training after its features were clustered: it follows the mapping, takes
 * the centroids for its vectors, and learns what they should be now that features share them. Ids
 * and bytes stay.
 *
 * <p>A row's step goes to the vectors of features that are in {@value #LEAST_SEEN} rows of the
 * training part at least. What a rarer feature would teach is mostly its own few labels, which the
 * others of its cluster would have to bear. (not thread safe)
 */
final class FineTuning {
  /** Rows that a feature must be in to teach. */
  static final int LEAST_SEEN = 20;

  private static final long SEED = 0;

  private final FullModel full;
  private final List<CompressedField> compressed;
  private final Precision precision;
  private final List<Table> tables = new ArrayList<>();
  private final List<Parameters> parameters = new ArrayList<>();
  private final FactorizationMachine machine;
  private final SplitMix64 random = new SplitMix64(SEED);

  /**
   * @param full what was compressed
   * @param compressed where it begins, for each of {@link FullModel#fields}
   * @param learningRate first step of AdaGrad
   * @param precision of the vectors once they are trained
   */
  FineTuning(
      FullModel full, List<CompressedField> compressed, float learningRate, Precision precision) {
    full.checkShape(compressed);
    this.full = full;
    this.compressed = compressed;
    this.precision = precision;
    FactorizationOptions options =
        new FactorizationOptions(full.trial().factors(), learningRate, 0, 0, SEED);
    int[] fields = full.fields();
    for (int i = 0; i < fields.length; i++) {
      CompressedField field = compressed.get(i);
      Parameters vectors = new Parameters(options, SEED);
      for (int row = 0; row < field.k(); row++) {
        vectors.add(field.centroids(), row * field.dim());
      }
      parameters.add(vectors);
      tables.add(table(fields[i], field));
    }
    this.machine = new FactorizationMachine(parameters, options, full.model().bias(), false);
  }

  private Table table(int field, CompressedField of) {
    int[] known = full.trial().known()[field];
    int[] rows = new int[full.trial().counts()[field].length];
    Arrays.fill(rows, FactorizationMachine.NONE);
    for (int i = 0; i < known.length; i++) {
      int row = of.rowOf(i, full.trial().recipe().unknown());
      rows[known[i]] = row == CompressedField.UNMAPPED ? FactorizationMachine.NONE : row;
    }
    return new Table(field, of.k(), rows);
  }

  /**
   * Learns from each of some rows once, in an order that is drawn anew each time.
   *
   * @param which rows of the training part
   */
  void epoch(int[] which) {
    LabelledRows rows = full.trial().rows();
    int[] order = which.clone();
    Split.shuffle(order, random);
    int[] vectors = new int[tables.size()];
    int[] learning = new int[tables.size()];
    for (int row : order) {
      for (int place = 0; place < vectors.length; place++) {
        Table table = tables.get(place);
        int feature = rows.feature(row, table.field());
        boolean there = feature != LabelledRows.NONE;
        vectors[place] = there ? table.rows()[feature] : FactorizationMachine.NONE;
        boolean often = there && full.trial().counts()[table.field()][feature] >= LEAST_SEEN;
        learning[place] = often ? vectors[place] : FactorizationMachine.NONE;
      }
      machine.train(vectors, learning, rows.label(row));
    }
  }

  /** The vectors as they are now: for each of the fields a copy, shape [k, d + 1]. */
  List<float[]> centroids() {
    return parameters.stream().map(Parameters::copy).toList();
  }

  /** The machine with its vectors as they are now, on the grid of their precision. */
  Model model() {
    List<CompressedField> now = new ArrayList<>();
    List<float[]> centroids = centroids();
    for (int i = 0; i < compressed.size(); i++) {
      CompressedField before = compressed.get(i);
      now.add(before.with(precision.snap(centroids.get(i), before.dim())));
    }
    return full.restored(now);
  }
}
