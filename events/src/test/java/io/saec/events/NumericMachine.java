package io.saec.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A factorization machine straight from its definition, in double: every pair of features, and
 * gradients by central differences of the loss. Takes its start from the tables of the machine it
 * is to check.
 */
final class NumericMachine {
  private static final double STEP = 1e-5;

  private final List<FeatureTable> start;
  private final FactorizationOptions options;
  private final Map<List<Integer>, double[]> parameters = new HashMap<>();
  private final Map<List<Integer>, double[]> squares = new HashMap<>();
  private final double[] bias = new double[1];
  private final double[] biasSquares = {Parameters.FIRST_SUM};

  NumericMachine(List<FeatureTable> start, FactorizationOptions options) {
    this.start = start;
    this.options = options;
  }

  double bias() {
    return bias[0];
  }

  double[] parameters(int field, int row) {
    return parameters.computeIfAbsent(
        List.of(field, row), key -> widened(start.get(field).embedding(row)));
  }

  double train(int[] rows, boolean label) {
    List<double[]> used = new ArrayList<>();
    List<double[]> sums = new ArrayList<>();
    for (int field = 0; field < rows.length; field++) {
      if (rows[field] != FactorizationMachine.NONE) {
        used.add(parameters(field, rows[field]));
        sums.add(
            squares.computeIfAbsent(
                List.of(field, rows[field]), key -> filled(options.factors() + 1)));
      }
    }
    double probability = probability(used);
    List<double[]> gradients = new ArrayList<>();
    for (double[] vector : used) {
      gradients.add(gradient(vector, used, label));
    }
    double[] ofBias = gradient(bias, used, label);
    for (int i = 0; i < used.size(); i++) {
      step(used.get(i), sums.get(i), gradients.get(i));
    }
    step(bias, biasSquares, ofBias);
    return probability;
  }

  private double[] gradient(double[] vector, List<double[]> used, boolean label) {
    double[] gradient = new double[vector.length];
    for (int j = 0; j < vector.length; j++) {
      double value = vector[j];
      vector[j] = value + STEP;
      double above = loss(used, label);
      vector[j] = value - STEP;
      double below = loss(used, label);
      vector[j] = value;
      gradient[j] = (above - below) / (2 * STEP);
    }
    return gradient;
  }

  private void step(double[] vector, double[] sums, double[] gradient) {
    for (int j = 0; j < vector.length; j++) {
      sums[j] += gradient[j] * gradient[j];
      vector[j] -= options.learningRate() * gradient[j] / Math.sqrt(sums[j]);
    }
  }

  private double loss(List<double[]> used, boolean label) {
    double probability = probability(used);
    double loss = -Math.log(label ? probability : 1 - probability);
    for (double[] vector : used) {
      for (double parameter : vector) {
        loss += options.l2() / 2 * parameter * parameter;
      }
    }
    return loss;
  }

  private double probability(List<double[]> used) {
    int d = options.factors();
    double score = bias[0];
    for (int i = 0; i < used.size(); i++) {
      score += used.get(i)[d];
      for (int k = i + 1; k < used.size(); k++) {
        for (int j = 0; j < d; j++) {
          score += used.get(i)[j] * used.get(k)[j];
        }
      }
    }
    return 1 / (1 + Math.exp(-score));
  }

  private static double[] filled(int length) {
    double[] filled = new double[length];
    Arrays.fill(filled, Parameters.FIRST_SUM);
    return filled;
  }

  private static double[] widened(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int j = 0; j < floats.length; j++) {
      doubles[j] = floats[j];
    }
    return doubles;
  }
}
