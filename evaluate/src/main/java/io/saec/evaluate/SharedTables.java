package io.saec.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rivals that are trained over tables in which features share rows; the tables are put on a grid
 * afterwards. Every field has the same share of its features for rows. They are trained as the full
 * model is, but for epochs and scale, which are chosen anew for each size.
 */
final class SharedTables implements Rival {

  /** The tables of a field, from the rows it gets. */
  interface Scheme {
    List<Table> tables(int field, Dictionary features, int[] known, int size);
  }

  private final String word;
  private final Scheme scheme;
  private final Trial trial;
  private final Tuning tuning;

  private SharedTables(String word, Scheme scheme, Trial trial, Tuning tuning) {
    this.word = word;
    this.scheme = scheme;
    this.trial = trial;
    this.tuning = tuning;
  }

  static Rival hashing(Trial trial, Tuning tuning) {
    return new SharedTables("hashing", Table::hashed, trial, tuning);
  }

  static Rival quotientRemainder(Trial trial, Tuning tuning) {
    return new SharedTables("quotientRemainder", Table::quotientRemainder, trial, tuning);
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public boolean takesBudget() {
    return true;
  }

  @Override
  public Optional<Contender> within(long budget, Precision precision) {
    int[] features = Arrays.stream(trial.known()).mapToInt(known -> known.length).toArray();
    return Shares.within(features, budget, sizes -> bytes(tables(sizes), precision))
        .map(this::tables)
        .map(
            tables ->
                contender(tables, tuning.best(tables, trial.factors(), trial.recipe()), precision));
  }

  private Contender contender(List<Table> tables, Recipe recipe, Precision precision) {
    return new Contender() {
      @Override
      public long bytes() {
        return SharedTables.this.bytes(tables, precision);
      }

      @Override
      public Quality quality(FullModel full, long seed) {
        return trial.quality(tables, recipe, trial.factors(), precision, seed);
      }
    };
  }

  private List<Table> tables(int[] sizes) {
    List<Table> tables = new ArrayList<>();
    IntStream.range(0, sizes.length)
        .filter(field -> sizes[field] > 0)
        .forEach(
            field ->
                tables.addAll(
                    scheme.tables(
                        field,
                        trial.rows().fields().get(field),
                        trial.known()[field],
                        sizes[field])));
    return List.copyOf(tables);
  }

  private long bytes(List<Table> tables, Precision precision) {
    return tables.stream()
        .mapToLong(table -> precision.bytes(table.size(), trial.factors() + 1))
        .sum();
  }
}
