package io.saec.clustering.budget;

import io.saec.clustering.Head;

/** Stub. */
public final class CurveEstimator {
  public ErrorCurve estimate(String field, Head head, int most, long boundary) {
    double sum = 0;
    for (float x : head.embeddings()) {
      sum += x * x;
    }
    if (most == 1) {
      return new ErrorCurve(new int[] {1}, new double[] {sum});
    }
    return new ErrorCurve(new int[] {1, most}, new double[] {sum, sum / most});
  }
}
