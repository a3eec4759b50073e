package io.saec.evaluate;

import java.util.Arrays;

/** What stands for a feature that was not trained on; the same for every model that is compared. */
public enum Unknown {
  /** Nothing: the row is scored by its other features. */
  NOTHING,
  /** The mean of its field, by frequency; of clusters, the one nearest to that. */
  MEAN;

  /**
   * Writes it into the rows of the features that were not trained on.
   *
   * @param vectors in and out: shape [features, width], row-major
   * @param counts in the training part, shape [features]
   * @param mean what {@link #MEAN} is, shape [width]
   */
  void fill(float[] vectors, long[] counts, float[] mean) {
    for (int feature = 0; feature < counts.length; feature++) {
      int at = feature * mean.length;
      if (counts[feature] == 0 && this == NOTHING) {
        Arrays.fill(vectors, at, at + mean.length, 0);
      } else if (counts[feature] == 0) {
        System.arraycopy(mean, 0, vectors, at, mean.length);
      }
    }
  }

  /** The mean of the rows by their counts, shape [width]; zeros where there are none. */
  static float[] mean(float[] vectors, long[] counts, int width) {
    double[] sums = new double[width];
    double total = 0;
    for (int feature = 0; feature < counts.length; feature++) {
      total += counts[feature];
      for (int j = 0; j < width; j++) {
        sums[j] += counts[feature] * (double) vectors[feature * width + j];
      }
    }
    float[] mean = new float[width];
    for (int j = 0; j < width && total > 0; j++) {
      mean[j] = (float) (sums[j] / total);
    }
    return mean;
  }
}
