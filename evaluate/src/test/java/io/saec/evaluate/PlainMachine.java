package io.saec.evaluate;

import io.saec.events.FactorizationOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A factorization machine straight from its definition, in double: every pair of the vectors in a
 * row, and AdaGrad on the derivative of each parameter.
 */
final class PlainMachine {
  private static final double FIRST_SUM = 0.1f;

  private final FactorizationOptions options;
  private final List<Table> tables;
  private final List<double[][]> parameters = new ArrayList<>();
  private final List<double[][]> squares = new ArrayList<>();
  private double bias;
  private double biasSquares = FIRST_SUM;

  /** Begins where another one begins. */
  PlainMachine(Learnt start, FactorizationOptions options) {
    this.options = options;
    this.tables = start.tables();
    int width = options.factors() + 1;
    for (float[] values : start.values()) {
      double[][] rows = new double[values.length / width][width];
      double[][] sums = new double[rows.length][width];
      for (int at = 0; at < values.length; at++) {
        rows[at / width][at % width] = values[at];
        sums[at / width][at % width] = FIRST_SUM;
      }
      parameters.add(rows);
      squares.add(sums);
    }
  }

  double score(LabelledRows rows, int row) {
    List<double[]> vectors = pick(parameters, rows, row);
    int d = options.factors();
    double score = bias;
    for (int i = 0; i < vectors.size(); i++) {
      score += vectors.get(i)[d];
      for (int k = 0; k < i; k++) {
        for (int j = 0; j < d; j++) {
          score += vectors.get(i)[j] * vectors.get(k)[j];
        }
      }
    }
    return score;
  }

  void train(LabelledRows rows, int row) {
    double error = 1 / (1 + Math.exp(-score(rows, row))) - (rows.label(row) ? 1 : 0);
    List<double[]> vectors = pick(parameters, rows, row);
    List<double[]> sums = pick(squares, rows, row);
    List<double[]> before = vectors.stream().map(double[]::clone).toList();
    int d = options.factors();
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j <= d; j++) {
        double derivative = j == d ? 1 : 0;
        for (int k = 0; j < d && k < before.size(); k++) {
          derivative += k == i ? 0 : before.get(k)[j];
        }
        double gradient = error * derivative + options.l2() * before.get(i)[j];
        sums.get(i)[j] += gradient * gradient;
        vectors.get(i)[j] -= options.learningRate() * gradient / Math.sqrt(sums.get(i)[j]);
      }
    }
    biasSquares += error * error;
    bias -= options.learningRate() * error / Math.sqrt(biasSquares);
  }

  private List<double[]> pick(List<double[][]> from, LabelledRows rows, int row) {
    List<double[]> picked = new ArrayList<>();
    for (int table = 0; table < tables.size(); table++) {
      int feature = rows.feature(row, tables.get(table).field());
      if (feature != LabelledRows.NONE) {
        picked.add(from.get(table)[tables.get(table).rows()[feature]]);
      }
    }
    return picked;
  }
}
