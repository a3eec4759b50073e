package io.saec.clustering;

/**
 * The nearest other centroids of each centroid. Costs k^2 * dim multiply-adds, as a plain loop over
 * one array per dimension.
 */
final class Neighbours {
  private Neighbours() {}

  /**
   * Finds them by squared distance, the lowest row first of equals.
   *
   * @param centroids shape [k, dim], row-major
   * @param most of them wanted
   * @return shape [k, min(most, k - 1)], nearest first
   */
  static int[][] of(float[] centroids, int k, int dim, int most) {
    float[][] minusTwice = new float[dim][k];
    float[] norms = new float[k];
    for (int row = 0; row < k; row++) {
      for (int j = 0; j < dim; j++) {
        float value = centroids[row * dim + j];
        norms[row] = Math.fma(value, value, norms[row]);
        minusTwice[j][row] = -2 * value;
      }
    }
    int[][] neighbours = new int[k][];
    float[] scores = new float[k];
    for (int row = 0; row < k; row++) {
      System.arraycopy(norms, 0, scores, 0, k);
      for (int j = 0; j < dim; j++) {
        addProducts(minusTwice[j], centroids[row * dim + j], scores);
      }
      neighbours[row] = least(scores, row, Math.min(most, k - 1));
    }
    return neighbours;
  }

  private static void addProducts(float[] column, float x, float[] scores) {
    for (int row = 0; row < scores.length; row++) {
      scores[row] = Math.fma(column[row], x, scores[row]);
    }
  }

  /** Places of the least scores but for {@code own}, ascending by score. */
  private static int[] least(float[] scores, int own, int count) {
    int[] least = new int[count];
    int size = 0;
    for (int row = 0; row < scores.length; row++) {
      float score = scores[row];
      if (row == own || (size == count && (count == 0 || score >= scores[least[count - 1]]))) {
        continue;
      }
      int place = size < count ? size++ : count - 1;
      while (place > 0 && scores[least[place - 1]] > score) {
        least[place] = least[place - 1];
        place--;
      }
      least[place] = row;
    }
    return least;
  }
}
