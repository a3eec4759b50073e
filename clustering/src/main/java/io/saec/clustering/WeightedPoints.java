package io.saec.clustering;

/**
 * A head as k-means sees it: points, and how much each of them counts.
 *
 * @param dim dimension of the points
 * @param values shape [n, dim], row-major, all finite
 * @param weights shape [n], all positive
 */
record WeightedPoints(int dim, float[] values, double[] weights) {
  /**
   * What a feature counts that was not seen within the window: next to nothing beside one that was,
   * but enough to get a centroid of its own where there are centroids to spare.
   */
  static final double UNSEEN = 0x1p-20;

  /**
   * The head's points, weighted by frequency.
   *
   * @throws IllegalArgumentException as below
   */
  static WeightedPoints of(Head head) {
    return of(head, Weighting.FREQUENCY);
  }

  /**
   * The head's points, weighted as said; a feature that was not seen counts {@link #UNSEEN}.
   *
   * @throws IllegalArgumentException naming the row of a value that is not finite or of a frequency
   *     below 0, or if there is no row
   */
  static WeightedPoints of(Head head, Weighting weighting) {
    if (head.size() == 0) {
      throw new IllegalArgumentException("head has no features");
    }
    double[] weights = new double[head.size()];
    for (int i = 0; i < weights.length; i++) {
      long frequency = head.frequencies()[i];
      if (frequency < 0) {
        throw new IllegalArgumentException("frequency of row " + i + " is negative: " + frequency);
      }
      weights[i] = frequency == 0 ? UNSEEN : weighting.of(frequency);
    }
    float[] values = head.embeddings();
    for (int at = 0; at < values.length; at++) {
      if (!Float.isFinite(values[at])) {
        throw new IllegalArgumentException(
            "embedding of row " + at / head.dim() + " is not finite: " + values[at]);
      }
    }
    return new WeightedPoints(head.dim(), values, weights);
  }

  int size() {
    return weights.length;
  }

  /**
   * Squared Euclidean distance of a point to a centroid, in double: 0 if and only if they are
   * equal. Costs dim multiply-adds.
   *
   * @param centroids shape [k, dim], row-major
   */
  double squaredDistance(int point, float[] centroids, int row) {
    int x = point * dim;
    int c = row * dim;
    double sum = 0;
    for (int j = 0; j < dim; j++) {
      double difference = (double) values[x + j] - centroids[c + j];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * Sum of weight times squared distance to the centroid each point is assigned to, in row order.
   *
   * @param centroids shape [k, dim], row-major
   * @param rows centroid of each point, shape [n]
   */
  double error(float[] centroids, int[] rows) {
    double error = 0;
    for (int i = 0; i < rows.length; i++) {
      error += weights[i] * squaredDistance(i, centroids, rows[i]);
    }
    return error;
  }

  /**
   * Row of the nearest centroid of each point, shape [n]. Costs n * k * dim multiply-adds.
   *
   * @param centroids shape [k, dim], row-major
   */
  int[] assign(float[] centroids) {
    return assign(centroids, Effort.DEFAULT);
  }

  /** As above, by as many threads as there may be. */
  int[] assign(float[] centroids, Effort effort) {
    int[] rows = new int[size()];
    try (Assigner assigner = new Assigner(this, effort.withoutBounds())) {
      assigner.assign(centroids, rows);
    }
    return rows;
  }

  /** Weighted mean, shape [dim]; sums in double, in row order. */
  float[] mean() {
    float[] mean = new float[dim];
    moveToMeans(new int[size()], mean);
    return mean;
  }

  /**
   * Moves each centroid to the weighted mean of its points; one without points stays where it is.
   * Sums in double, in row order, so the result does not depend on anything but the arguments.
   *
   * @param rows centroid of each point, shape [n]
   * @param centroids in and out: shape [k, dim], row-major
   * @return number of points of each centroid, shape [k]
   */
  int[] moveToMeans(int[] rows, float[] centroids) {
    try (Workers alone = new Workers(1)) {
      return moveToMeans(rows, centroids, alone);
    }
  }

  /** As above, each thread some of the dimensions: the order of each sum stays. */
  int[] moveToMeans(int[] rows, float[] centroids, Workers workers) {
    double[] totals = new double[centroids.length / dim];
    int[] counts = new int[totals.length];
    for (int i = 0; i < rows.length; i++) {
      totals[rows[i]] += weights[i];
      counts[rows[i]]++;
    }
    int parts = Math.min(workers.threads(), dim);
    workers.forEach(
        parts,
        thread ->
            part ->
                moveToMeans(rows, centroids, totals, dim * part / parts, dim * (part + 1) / parts));
    return counts;
  }

  /** Of dimensions {@code from} to {@code to}. */
  private void moveToMeans(int[] rows, float[] centroids, double[] totals, int from, int to) {
    int width = to - from;
    double[] sums = new double[totals.length * width];
    for (int i = 0; i < rows.length; i++) {
      double weight = weights[i];
      int sum = rows[i] * width;
      int x = i * dim + from;
      for (int j = 0; j < width; j++) {
        sums[sum + j] += weight * values[x + j];
      }
    }
    for (int row = 0; row < totals.length; row++) {
      for (int j = 0; j < width && totals[row] > 0; j++) {
        centroids[row * dim + from + j] = (float) (sums[row * width + j] / totals[row]);
      }
    }
  }
}
