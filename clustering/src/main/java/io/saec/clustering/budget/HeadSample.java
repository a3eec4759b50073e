package io.saec.clustering.budget;

import io.saec.clustering.Head;
import java.util.Arrays;
import java.util.Random;

/**
 * Points that stand for a head, and others to check on them. Drawn in proportion to weight by
 * systematic sampling, each weighted by one over its chance (Horvitz and Thompson, 1952): points
 * too heavy to be left to chance are in both sets with their own weight, the others all weigh the
 * same.
 *
 * @param points shape [m, dim], row-major
 * @param weights shape [m], all positive
 * @param others drawn like {@code points} but half a step away, shape [about m, dim]; a point may
 *     be in both where the head is less than twice the sample; empty if {@code points} are the head
 * @param othersWeights weights of {@code others}
 * @param effectiveSize of the head: as many points as would lose as much to being fitted by few
 *     clusters if they all weighed the same; the head's size if they do
 */
record HeadSample(
    float[] points,
    double[] weights,
    float[] others,
    double[] othersWeights,
    double effectiveSize) {

  /** The head itself. */
  static HeadSample whole(Head head, double[] weights) {
    return new HeadSample(head.embeddings(), weights, new float[0], new double[0], weights.length);
  }

  /**
   * Draws a sample. Costs n log n.
   *
   * @param weights of the head's rows, shape [n], all positive
   * @param size points to draw, at least 1 and less than n
   */
  static HeadSample draw(Head head, double[] weights, int size, Random random) {
    int[] order = heaviestFirst(weights);
    double[] left = new double[order.length + 1];
    double[] squares = new double[order.length + 1];
    for (int place = order.length - 1; place >= 0; place--) {
      double weight = weights[order[place]];
      left[place] = left[place + 1] + weight;
      squares[place] = squares[place + 1] + weight * weight;
    }
    int heavy = 0;
    while (heavy < size - 1 && weights[order[heavy]] * (size - heavy) >= left[heavy]) {
      heavy++;
    }
    double step = left[heavy] / (size - heavy);
    double start = random.nextDouble() * step;
    int[] rows = walk(order, weights, heavy, size, start, step);
    int[] others = walk(order, weights, heavy, size, (start + step / 2) % step, step);
    return new HeadSample(
        gather(head, rows),
        weigh(weights, rows, heavy, step),
        gather(head, others),
        weigh(weights, others, heavy, step),
        size * (left[heavy] / squares[heavy] * step));
  }

  boolean isWhole() {
    return others.length == 0;
  }

  int size() {
    return weights.length;
  }

  /** The heavy rows, then those that the steps fall on. */
  private static int[] walk(
      int[] order, double[] weights, int heavy, int size, double start, double step) {
    int[] rows = Arrays.copyOf(order, size);
    int drawn = heavy;
    double passed = 0;
    for (int place = heavy; place < order.length && drawn < size; place++) {
      passed += weights[order[place]];
      if (passed > start + (drawn - heavy) * step) {
        rows[drawn++] = order[place];
      }
    }
    return Arrays.copyOf(rows, drawn);
  }

  private static double[] weigh(double[] weights, int[] rows, int heavy, double step) {
    double[] weighed = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      weighed[i] = i < heavy ? weights[rows[i]] : step;
    }
    return weighed;
  }

  private static float[] gather(Head head, int[] rows) {
    int dim = head.dim();
    float[] points = new float[rows.length * dim];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(head.embeddings(), rows[i] * dim, points, i * dim, dim);
    }
    return points;
  }

  /** Rows by weight, descending, the lower row of equals first. */
  private static int[] heaviestFirst(double[] weights) {
    Integer[] rows = new Integer[weights.length];
    Arrays.setAll(rows, row -> row);
    Arrays.sort(rows, (left, right) -> Double.compare(weights[right], weights[left]));
    return Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
  }
}
