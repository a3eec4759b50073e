package io.saec.clustering;

/**
 * One shard's part of a field's head: its most frequent features, most frequent first. The shard
 * orders features of equal frequency by what only it knows, such as their names; that order is
 * kept.
 *
 * @param live features of the shard, those that are not in here included
 * @param occurrences in the window of all features of the shard
 * @param dim dimension of the field
 * @param embeddings shape [n, dim], row-major
 * @param frequencies occurrences in the window, shape [n], descending, each at least 0
 */
public record HeadShare(
    int live, long occurrences, int dim, float[] embeddings, long[] frequencies) {
  public HeadShare {
    if (dim < 1 || embeddings.length != (long) frequencies.length * dim) {
      throw new IllegalArgumentException(
          embeddings.length
              + " floats are not "
              + frequencies.length
              + " embeddings of "
              + dim
              + " dimensions");
    }
    for (int row = 1; row < frequencies.length; row++) {
      if (frequencies[row] > frequencies[row - 1]) {
        throw new IllegalArgumentException("frequency of row " + row + " is above the one before");
      }
    }
  }

  /** Number of features in here. */
  public int size() {
    return frequencies.length;
  }
}
