package io.saec.bench;

import io.saec.clustering.Head;
import io.saec.clustering.HeadShare;
import io.saec.clustering.Heads;
import java.util.List;

/**
 * A field as of a boundary. Row i of the share, and so row i of every head that is cut from it, is
 * the feature of number {@code features[i]}.
 *
 * @param field its name
 * @param time of the boundary, epoch milliseconds
 * @param features numbers of the live features, most frequent first, equals by number; shape [n]
 * @param share all of them, shape [n]
 */
record FieldSnapshot(String field, long time, int[] features, HeadShare share) {

  /** Number of live features. */
  int live() {
    return features.length;
  }

  int dim() {
    return share.dim();
  }

  /** Live features that were seen within the window. */
  int seen() {
    return Heads.cut(share.frequencies(), share.occurrences(), 1, live(), 0);
  }

  /** Every live feature. */
  Head all() {
    return new Head(dim(), share.embeddings(), share.frequencies(), share.occurrences());
  }

  /** The head that a job would cluster by. */
  Head head(double coverage, int maxFeatures, int atLeast) {
    return Heads.merge(List.of(share), dim(), coverage, maxFeatures, atLeast);
  }

  /** One more than the greatest number of a feature: what an array by number has to hold. */
  int numbers() {
    int greatest = -1;
    for (int feature : features) {
      greatest = Math.max(greatest, feature);
    }
    return greatest + 1;
  }
}
