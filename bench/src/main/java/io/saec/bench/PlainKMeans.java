package io.saec.bench;

import io.saec.clustering.Head;
import io.saec.clustering.NearestCentroids;
import io.saec.events.SplitMix64;
import java.util.Arrays;

/**
 * What codebooks are compared with: k-means++ (Arthur and Vassilvitskii, 2007) and Lloyd's
 * iterations from nothing, weighted by frequency, as a textbook has them. No grid, no ids, no
 * memory of the boundary before.
 */
final class PlainKMeans {
  /** Beyond every squared distance: what all points have before there is a centroid. */
  private static final double FAR = 1e100;

  private PlainKMeans() {}

  /**
   * The start of the least error among several. Costs n * k * dim multiply-adds an iteration, and
   * as many to begin.
   *
   * @param k at most the head's features
   * @return shape [k, dim], row-major; fewer where the head has fewer distinct points
   */
  static float[] best(Head head, int k, int iterations, int starts, long seed) {
    float[] best = new float[0];
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < starts; start++) {
      float[] centroids = lloyd(head, seed(head, k, SplitMix64.mix(seed, start)), iterations);
      double error = Errors.of(head, centroids);
      if (error < least) {
        least = error;
        best = centroids;
      }
    }
    return best;
  }

  private static float[] seed(Head head, int k, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int dim = head.dim();
    float[] centroids = new float[k * dim];
    double[] errors = new double[head.size()];
    Arrays.fill(errors, FAR);
    int rows = 0;
    for (int point = draw(head, errors, random); rows < k && point >= 0; rows++) {
      System.arraycopy(head.embeddings(), point * dim, centroids, rows * dim, dim);
      for (int i = 0; i < errors.length; i++) {
        if (errors[i] > 0) {
          errors[i] =
              Math.min(errors[i], Errors.squaredDistance(head, i, head.embeddings(), point));
        }
      }
      point = draw(head, errors, random);
    }
    return Arrays.copyOf(centroids, rows * dim);
  }

  /** A row with probability proportional to frequency times error, -1 if there is no error left. */
  private static int draw(Head head, double[] errors, SplitMix64 random) {
    double total = 0;
    for (int i = 0; i < errors.length; i++) {
      total += head.frequencies()[i] * errors[i];
    }
    double target = random.nextDouble() * total;
    double sum = 0;
    for (int i = 0; i < errors.length; i++) {
      sum += head.frequencies()[i] * errors[i];
      if (sum > target) {
        return i;
      }
    }
    return -1;
  }

  private static float[] lloyd(Head head, float[] centroids, int iterations) {
    int[] rows = nearest(head, centroids);
    for (int iteration = 0; iteration < iterations; iteration++) {
      moveToMeans(head, rows, centroids);
      int[] next = nearest(head, centroids);
      if (Arrays.equals(rows, next)) {
        break;
      }
      rows = next;
    }
    return centroids;
  }

  private static int[] nearest(Head head, float[] centroids) {
    int[] rows = new int[head.size()];
    NearestCentroids.of(centroids, centroids.length / head.dim(), head.dim())
        .nearest(head.embeddings(), rows);
    return rows;
  }

  /** A centroid without points, or with none that was seen, stays where it is. */
  private static void moveToMeans(Head head, int[] rows, float[] centroids) {
    int dim = head.dim();
    double[] sums = new double[centroids.length];
    long[] totals = new long[centroids.length / dim];
    for (int i = 0; i < rows.length; i++) {
      long frequency = head.frequencies()[i];
      totals[rows[i]] += frequency;
      for (int j = 0; j < dim; j++) {
        sums[rows[i] * dim + j] += frequency * (double) head.embeddings()[i * dim + j];
      }
    }
    for (int at = 0; at < sums.length; at++) {
      if (totals[at / dim] > 0) {
        centroids[at] = (float) (sums[at] / totals[at / dim]);
      }
    }
  }
}
