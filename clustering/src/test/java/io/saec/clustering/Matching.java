package io.saec.clustering;

import java.util.Arrays;

/** Pairs rows with columns so that the sum over the pairs is the greatest there is. */
final class Matching {
  private Matching() {}

  /**
   * The Hungarian method (Kuhn, 1955), with potentials. Costs n^3.
   *
   * @param gains shape [n][n]
   * @return column of each row
   */
  static int[] best(int[][] gains) {
    int n = gains.length;
    double[] rowPrices = new double[n + 1];
    double[] columnPrices = new double[n + 1];
    // Row that each column is paired with; row and column 0 stand for none.
    int[] rowOf = new int[n + 1];
    int[] way = new int[n + 1];
    for (int row = 1; row <= n; row++) {
      rowOf[0] = row;
      int column = 0;
      double[] slack = new double[n + 1];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      boolean[] reached = new boolean[n + 1];
      while (rowOf[column] != 0) {
        reached[column] = true;
        int from = rowOf[column];
        int nearest = 0;
        for (int to = 1; to <= n; to++) {
          if (!reached[to]) {
            double price = -gains[from - 1][to - 1] - rowPrices[from] - columnPrices[to];
            if (price < slack[to]) {
              slack[to] = price;
              way[to] = column;
            }
            if (nearest == 0 || slack[to] < slack[nearest]) {
              nearest = to;
            }
          }
        }
        double step = slack[nearest];
        for (int to = 0; to <= n; to++) {
          if (reached[to]) {
            rowPrices[rowOf[to]] += step;
            columnPrices[to] -= step;
          } else {
            slack[to] -= step;
          }
        }
        column = nearest;
      }
      while (column != 0) {
        rowOf[column] = rowOf[way[column]];
        column = way[column];
      }
    }
    int[] columns = new int[n];
    for (int column = 1; column <= n; column++) {
      columns[rowOf[column] - 1] = column - 1;
    }
    return columns;
  }
}
