package io.saec.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A factorization machine of the second order (Rendle, ICDM 2010) on one-hot fields, trained row by
 * row on logistic loss with AdaGrad and L2:
 *
 * <pre>score = bias + Σ w_i + Σ_{i&lt;j} ⟨v_i, v_j⟩,  probability = 1 / (1 + exp(−score))</pre>
 *
 * over the features i of a row. A row of m features costs about 8 m d operations, by the identity
 * Σ_{i&lt;j} ⟨v_i, v_j⟩ = ½ Σ_f ((Σ_i v_if)² − Σ_i v_if²). Float parameters, sums in a fixed order:
 * the same rows give the same bits. (not thread safe)
 */
public final class FactorizationMachine {
  /** Stands for a field that the row has no feature of. */
  static final int NONE = -1;

  private final FactorizationOptions options;
  private final List<FeatureTable> tables = new ArrayList<>();
  private final float[] sums;
  private final float[] squares;
  private double bias;
  private double biasSquares = FeatureTable.FIRST_SUM;

  FactorizationMachine(List<String> fields, FactorizationOptions options) {
    this.options = options;
    fields.forEach(field -> tables.add(new FeatureTable(field, options)));
    this.sums = new float[options.factors()];
    this.squares = new float[options.factors()];
  }

  /** The parameters of a field's features. */
  FeatureTable table(int field) {
    return tables.get(field);
  }

  /** The constant part of every score. */
  public double bias() {
    return bias;
  }

  /**
   * The probability of label 1 as this machine would give it to a row whose features have these
   * embeddings, its own or compressed ones.
   *
   * @param embeddings one a feature of the row, shape [d + 1]: d factors, then the linear weight
   */
  public double probability(List<float[]> embeddings) {
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    double linear = 0;
    for (float[] embedding : embeddings) {
      linear += accumulate(embedding, 0);
    }
    return logistic(bias + linear + interaction());
  }

  /**
   * Takes one step down the loss of a row.
   *
   * @param rows the row's feature by field as rows of the tables, {@link #NONE} for none
   * @return the probability of label 1 before the step
   */
  double train(int[] rows, boolean label) {
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    double linear = 0;
    for (int field = 0; field < rows.length; field++) {
      if (rows[field] != NONE) {
        FeatureTable table = tables.get(field);
        linear += accumulate(table.parameters, rows[field] * table.width);
      }
    }
    double probability = logistic(bias + linear + interaction());
    double error = probability - (label ? 1 : 0);
    for (int field = 0; field < rows.length; field++) {
      if (rows[field] != NONE) {
        step(tables.get(field), rows[field], (float) error);
      }
    }
    biasSquares += error * error;
    bias -= options.learningRate() * error / Math.sqrt(biasSquares);
    return probability;
  }

  /** Adds a feature's factors to the sums; returns its linear weight. */
  private float accumulate(float[] parameters, int at) {
    for (int j = 0; j < sums.length; j++) {
      float factor = parameters[at + j];
      sums[j] += factor;
      squares[j] += factor * factor;
    }
    return parameters[at + sums.length];
  }

  private double interaction() {
    double twice = 0;
    for (int j = 0; j < sums.length; j++) {
      twice += sums[j] * sums[j] - squares[j];
    }
    return twice / 2;
  }

  /** AdaGrad on one feature. The sums are those before the step, for every feature of the row. */
  private void step(FeatureTable table, int row, float error) {
    float[] parameters = table.parameters;
    float[] gradients = table.squares;
    float rate = options.learningRate();
    float l2 = options.l2();
    int at = row * table.width;
    for (int j = 0; j < sums.length; j++) {
      float factor = parameters[at + j];
      float gradient = error * (sums[j] - factor) + l2 * factor;
      float square = gradients[at + j] + gradient * gradient;
      gradients[at + j] = square;
      parameters[at + j] = factor - rate * gradient / (float) Math.sqrt(square);
    }
    int linear = at + sums.length;
    float gradient = error + l2 * parameters[linear];
    gradients[linear] += gradient * gradient;
    parameters[linear] -= rate * gradient / (float) Math.sqrt(gradients[linear]);
  }

  private static double logistic(double score) {
    // StrictMath: the same embeddings on every machine.
    return 1 / (1 + StrictMath.exp(-score));
  }
}
