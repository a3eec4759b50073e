package io.saec.events;

import java.util.List;

/**
 * A factorization machine of the second order (Rendle, ICDM 2010) on one-hot fields, trained row by
 * row on logistic loss with AdaGrad and L2:
 *
 * <pre>score = bias + Σ w_i + Σ_{i&lt;j} ⟨v_i, v_j⟩,  probability = 1 / (1 + exp(−score))</pre>
 *
 * over the features i of a row. A row of m features costs about 8 m d operations. Float parameters,
 * sums in a fixed order: the same rows give the same bits. (not thread safe)
 */
public final class FactorizationMachine {
  /** Stands for a field that the row has no feature of. */
  public static final int NONE = -1;

  private final FactorizationOptions options;
  private final List<Parameters> fields;
  private final RowScore score;
  private final boolean learnsBias;
  private double bias;
  private double biasSquares = Parameters.FIRST_SUM;

  /**
   * @param fields what is learnt of each field, made with the same options; rows may be added later
   */
  public FactorizationMachine(List<Parameters> fields, FactorizationOptions options) {
    this(fields, options, 0, true);
  }

  /**
   * A machine that goes on from what was learnt before.
   *
   * @param bias of its scores so far
   * @param learnsBias whether that is learnt too, or stays
   */
  public FactorizationMachine(
      List<Parameters> fields, FactorizationOptions options, double bias, boolean learnsBias) {
    this.options = options;
    this.bias = bias;
    this.learnsBias = learnsBias;
    this.fields = List.copyOf(fields);
    this.score = new RowScore(options.factors());
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
    score.clear();
    embeddings.forEach(embedding -> score.add(embedding, 0));
    return score.probability(bias);
  }

  /**
   * Takes one step down the loss of a row.
   *
   * @param rows of the row's features by field, {@link #NONE} for none
   * @return the probability of label 1 before the step
   */
  public double train(int[] rows, boolean label) {
    return train(rows, rows, label);
  }

  /**
   * Takes one step down the loss of a row, with some of its features only.
   *
   * @param rows of the row's features by field, {@link #NONE} for none
   * @param learning the same, with {@link #NONE} for those that stay as they are
   * @return the probability of label 1 before the step
   */
  public double train(int[] rows, int[] learning, boolean label) {
    score.clear();
    for (int field = 0; field < rows.length; field++) {
      if (rows[field] != NONE) {
        Parameters parameters = fields.get(field);
        score.add(parameters.values, rows[field] * parameters.width);
      }
    }
    double probability = score.probability(bias);
    double error = probability - (label ? 1 : 0);
    for (int field = 0; field < learning.length; field++) {
      if (learning[field] != NONE) {
        step(fields.get(field), learning[field], (float) error);
      }
    }
    if (learnsBias) {
      biasSquares += error * error;
      bias -= options.learningRate() * error / Math.sqrt(biasSquares);
    }
    return probability;
  }

  /** AdaGrad on one feature. The sums are those before the step, for every feature of the row. */
  private void step(Parameters field, int row, float error) {
    float[] sums = score.sums();
    float[] values = field.values;
    float[] squares = field.squares;
    float rate = options.learningRate();
    float l2 = options.l2();
    int at = row * field.width;
    for (int j = 0; j < sums.length; j++) {
      float factor = values[at + j];
      float gradient = error * (sums[j] - factor) + l2 * factor;
      float square = squares[at + j] + gradient * gradient;
      squares[at + j] = square;
      values[at + j] = factor - rate * gradient / (float) Math.sqrt(square);
    }
    int linear = at + sums.length;
    float gradient = error + l2 * values[linear];
    squares[linear] += gradient * gradient;
    values[linear] -= rate * gradient / (float) Math.sqrt(squares[linear]);
  }
}
