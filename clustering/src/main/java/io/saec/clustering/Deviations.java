package io.saec.clustering;

import java.util.Arrays;

/**
 * Some weighted points as they lie about an origin: what a cut is found with, out of the points'
 * own array, where a cluster's are all over the place. There is an array per dimension, so that
 * loops run over points, which are many; the compiler turns those that add to each of them into
 * vector instructions. Sums over points run in their order, in double, so no sum depends on the
 * machine. Holds 8 (dim + 2) bytes a point. (not thread safe)
 */
final class Deviations {
  /** Points that are copied at once, so that their rows are still at hand for the next column. */
  private static final int BLOCK = 64;

  private final double[][] columns;
  private final double[] weights;
  private final double[] origin;
  private final int[] offsets;
  private int size;
  private double weight;

  /**
   * @param capacity points there is room for
   */
  Deviations(int dim, int capacity) {
    columns = new double[dim][capacity];
    weights = new double[capacity];
    origin = new double[dim];
    offsets = new int[capacity];
  }

  /** Leaves all points out. */
  void clear() {
    size = 0;
    weight = 0;
  }

  /** Takes a point in; its deviation is there once all are and one of the next two was called. */
  void add(int point, double itsWeight) {
    offsets[size] = point * columns.length;
    weights[size++] = itsWeight;
    weight += itsWeight;
  }

  /**
   * Finds the deviations from an origin.
   *
   * @param values of all points, shape [n, dim], row-major
   * @param from shape [dim]
   */
  void about(double[] from, float[] values) {
    System.arraycopy(from, 0, origin, 0, origin.length);
    for (int start = 0; start < size; start += BLOCK) {
      int end = Math.min(start + BLOCK, size);
      for (int j = 0; j < columns.length; j++) {
        copy(values, j, origin[j], start, end, columns[j]);
      }
    }
  }

  /** Finds the deviations from the weighted mean: exactly 0 if all points are equal. */
  void aboutMean(float[] values) {
    double[] shift = new double[columns.length];
    for (int j = 0; j < shift.length; j++) {
      shift[j] = values[offsets[0] + j];
    }
    about(shift, values);
    sum(weights, shift);
    for (int j = 0; j < columns.length; j++) {
      double by = shift[j] / weight;
      subtract(by, columns[j], size);
      origin[j] += by;
    }
  }

  int size() {
    return size;
  }

  /** Of all points. */
  double weight() {
    return weight;
  }

  /** Of each point; not to be written to. */
  double[] weights() {
    return weights;
  }

  double[] origin() {
    return origin.clone();
  }

  double[] deviation(int place) {
    double[] deviation = new double[columns.length];
    Arrays.setAll(deviation, j -> columns[j][place]);
    return deviation;
  }

  /** Squared distance of each point to the origin. */
  void norms(double[] norms) {
    Arrays.fill(norms, 0, size, 0);
    for (double[] column : columns) {
      addSquares(column, norms, size);
    }
  }

  /** Dot product of each deviation with a direction. Costs dim multiply-adds a point. */
  void along(double[] direction, double[] along) {
    Arrays.fill(along, 0, size, 0);
    for (int j = 0; j < columns.length; j++) {
      addMultiple(columns[j], direction[j], along, size);
    }
  }

  /**
   * Sum of the deviations, each times its point's coefficient. Costs dim multiply-adds a point.
   *
   * @param sums out: shape [dim]
   */
  void sum(double[] coefficients, double[] sums) {
    int j = 0;
    for (; j < columns.length - 3; j += 4) {
      sumFour(coefficients, j, sums);
    }
    for (; j < columns.length; j++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += coefficients[i] * columns[j][i];
      }
      sums[j] = sum;
    }
  }

  /**
   * Weighted sums of the deviations of the points in each bin.
   *
   * @param bins of the points
   * @param sums out: shape [dim][bins]
   */
  void sum(int[] bins, double[][] sums) {
    for (int j = 0; j < columns.length; j++) {
      Arrays.fill(sums[j], 0);
      addToBins(columns[j], bins, sums[j]);
    }
  }

  private void copy(float[] values, int j, double from, int start, int end, double[] column) {
    for (int i = start; i < end; i++) {
      column[i] = values[offsets[i] + j] - from;
    }
  }

  private static void subtract(double by, double[] column, int size) {
    for (int i = 0; i < size; i++) {
      column[i] -= by;
    }
  }

  private static void addSquares(double[] column, double[] norms, int size) {
    for (int i = 0; i < size; i++) {
      norms[i] += column[i] * column[i];
    }
  }

  private static void addMultiple(double[] column, double by, double[] along, int size) {
    for (int i = 0; i < size; i++) {
      along[i] += column[i] * by;
    }
  }

  private void addToBins(double[] column, int[] bins, double[] sums) {
    for (int i = 0; i < size; i++) {
      sums[bins[i]] += weights[i] * column[i];
    }
  }

  /** Four at once, since one sum alone would wait for each of its additions. */
  private void sumFour(double[] coefficients, int j, double[] sums) {
    double[] column0 = columns[j];
    double[] column1 = columns[j + 1];
    double[] column2 = columns[j + 2];
    double[] column3 = columns[j + 3];
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int length = size;
    for (int i = 0; i < length; i++) {
      double coefficient = coefficients[i];
      sum0 += coefficient * column0[i];
      sum1 += coefficient * column1[i];
      sum2 += coefficient * column2[i];
      sum3 += coefficient * column3[i];
    }
    sums[j] = sum0;
    sums[j + 1] = sum1;
    sums[j + 2] = sum2;
    sums[j + 3] = sum3;
  }
}
