package io.saec.evaluate;

import io.saec.events.FactorizationMachine;
import io.saec.events.FactorizationOptions;
import io.saec.events.Parameters;
import io.saec.events.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * A factorization machine in the course of its training: an epoch at a time, over the rows in an
 * order that the seed draws anew for each. Over tables that features share it is the same machine:
 * where a field has two, a feature is in a row twice. (not thread safe)
 */
final class Training {
  private final LabelledRows rows;
  private int[] order;
  private final List<Table> tables;
  private final List<Parameters> parameters = new ArrayList<>();
  private final FactorizationOptions options;
  private final FactorizationMachine machine;
  private final SplitMix64 random;

  /**
   * @param train rows to learn from
   * @param options its seed decides the start and the order of the rows
   */
  Training(LabelledRows rows, int[] train, List<Table> tables, FactorizationOptions options) {
    this.rows = rows;
    this.order = train.clone();
    this.tables = tables;
    this.options = options;
    for (int table = 0; table < tables.size(); table++) {
      Parameters made = new Parameters(options, SplitMix64.mix(options.seed(), table));
      for (int row = 0; row < tables.get(table).size(); row++) {
        made.add(row);
      }
      parameters.add(made);
    }
    this.machine = new FactorizationMachine(parameters, options);
    this.random = new SplitMix64(SplitMix64.mix(options.seed(), -1));
  }

  /** Goes on with other rows to learn from. */
  void goOn(int[] train) {
    order = train.clone();
  }

  /** Learns from each row once. */
  void epoch() {
    Split.shuffle(order, random);
    int[] tableRows = new int[tables.size()];
    for (int row : order) {
      for (int table = 0; table < tableRows.length; table++) {
        Table of = tables.get(table);
        int feature = rows.feature(row, of.field());
        tableRows[table] =
            feature == LabelledRows.NONE ? FactorizationMachine.NONE : of.rows()[feature];
      }
      machine.train(tableRows, rows.label(row));
    }
  }

  /** What has been learnt so far; a copy. */
  Learnt learnt() {
    List<float[]> values = parameters.stream().map(Parameters::copy).toList();
    return new Learnt(tables, values, options.factors(), machine.bias());
  }
}
