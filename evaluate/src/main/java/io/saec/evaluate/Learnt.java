package io.saec.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a training comes to: the tables as they are kept, which features may share.
 *
 * @param tables whose rows the features have
 * @param values of each table, shape [rows, d + 1], row-major
 * @param factors d
 * @param bias of every score
 */
record Learnt(List<Table> tables, List<float[]> values, int factors, double bias) {

  /** The same with every value on a grid. */
  Learnt quantised(Precision precision) {
    List<float[]> snapped =
        values.stream().map(value -> precision.snap(value, factors + 1)).toList();
    return new Learnt(tables, snapped, factors, bias);
  }

  /**
   * The machine with a vector a feature, which gives every row the same score. Where a feature is
   * in two tables its vector is the sum of both rows, and their inner product, which is in the
   * score of every row that has the feature, goes to the linear weight.
   *
   * @param counts of the features in the training part, by field
   */
  Model expand(LabelledRows rows, long[][] counts, Unknown unknown) {
    int width = factors + 1;
    List<float[]> vectors = new ArrayList<>();
    rows.fields().forEach(field -> vectors.add(new float[field.size() * width]));
    for (int table = 0; table < tables.size(); table++) {
      Table of = tables.get(table);
      float[] sums = vectors.get(of.field());
      for (int feature = 0; feature < of.rows().length; feature++) {
        add(sums, feature * width, values.get(table), of.rows()[feature] * width);
      }
    }
    for (int field = 0; field < counts.length; field++) {
      float[] mean = Unknown.mean(vectors.get(field), counts[field], width);
      unknown.fill(vectors.get(field), counts[field], mean);
    }
    return new Model(vectors, factors, bias);
  }

  private void add(float[] sums, int at, float[] row, int from) {
    double inner = 0;
    for (int j = 0; j < factors; j++) {
      inner += sums[at + j] * (double) row[from + j];
      sums[at + j] += row[from + j];
    }
    sums[at + factors] += (float) (row[from + factors] + inner);
  }
}
