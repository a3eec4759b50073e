package io.saec.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much a score feels an error in each dimension of a field's vectors. The score of a row is
 * linear in the vector of each of its features: an error of e in dimension j of field f moves it by
 * {@code e * s_fj}, where {@code s_fj} is 1 for the linear weight and, for a factor, the sum of the
 * other fields' factors in that row. So if vectors are multiplied by the root mean square of s over
 * the training rows before they are clustered, and divided by it afterwards, then clusters, and the
 * budget's shares of the fields, are chosen by squared error of the score instead of squared
 * distance, but for what the errors of two dimensions or two fields have in common. Rows count by p
 * (1 - p), which is how log loss feels their score, to the second order.
 *
 * <p>It costs no bytes: a grid has a step a dimension, and the factor goes into that.
 *
 * @param weights by field, shape [d + 1], all above 0
 */
record Sensitivity(List<float[]> weights) {
  /** Of the greatest weight of a field, so that no dimension is lost. */
  private static final float LEAST = 0.01f;

  /** Measures it over the rows that the model was trained on. */
  static Sensitivity of(Model model, LabelledRows rows, int[] which) {
    int fields = model.vectors().size();
    double[][] squares = new double[fields][model.width()];
    double[] weight = new double[fields];
    double[] scores = model.scores(rows, which);
    double[] sums = new double[model.factors()];
    for (int i = 0; i < which.length; i++) {
      double p = 1 / (1 + StrictMath.exp(-scores[i]));
      Arrays.fill(sums, 0);
      for (int field = 0; field < fields; field++) {
        int feature = rows.feature(which[i], field);
        for (int j = 0; feature != LabelledRows.NONE && j < sums.length; j++) {
          sums[j] += model.vectors().get(field)[feature * model.width() + j];
        }
      }
      for (int field = 0; field < fields; field++) {
        int feature = rows.feature(which[i], field);
        if (feature != LabelledRows.NONE) {
          add(model, field, feature, sums, p * (1 - p), squares[field]);
          weight[field] += p * (1 - p);
        }
      }
    }
    List<float[]> weights = new ArrayList<>();
    for (int field = 0; field < fields; field++) {
      weights.add(roots(squares[field], weight[field]));
    }
    return new Sensitivity(weights);
  }

  private static void add(
      Model model, int field, int feature, double[] sums, double weight, double[] squares) {
    float[] vectors = model.vectors().get(field);
    int at = feature * model.width();
    for (int j = 0; j < sums.length; j++) {
      double others = sums[j] - vectors[at + j];
      squares[j] += weight * others * others;
    }
    squares[sums.length] += weight;
  }

  private static float[] roots(double[] squares, double weight) {
    float[] roots = new float[squares.length];
    if (weight == 0) {
      Arrays.fill(roots, 1);
      return roots;
    }
    float most = 0;
    for (int j = 0; j < roots.length; j++) {
      roots[j] = (float) Math.sqrt(squares[j] / weight);
      most = Math.max(most, roots[j]);
    }
    for (int j = 0; j < roots.length; j++) {
      roots[j] = Math.max(roots[j], LEAST * most);
    }
    return roots;
  }

  /** The embeddings as they are to be clustered. */
  FieldEmbeddings weighted(FieldEmbeddings of, int field) {
    float[] vectors = of.vectors().clone();
    float[] weight = weights.get(field);
    for (int at = 0; at < vectors.length; at++) {
      vectors[at] *= weight[at % weight.length];
    }
    return new FieldEmbeddings(of.field(), of.dim(), of.features(), vectors, of.counts());
  }

  /** What came of weighted embeddings, without the weights. */
  CompressedField unweighted(CompressedField of, int field) {
    float[] centroids = of.centroids().clone();
    float[] weight = weights.get(field);
    for (int at = 0; at < centroids.length; at++) {
      centroids[at] /= weight[at % weight.length];
    }
    return of.with(centroids);
  }
}
