package io.saec.clustering;

/**
 * A field's frequent features at a boundary, the input of its re-clustering. The order of the rows
 * is part of the input: the same rows in the same order give the same codebook, bit for bit.
 *
 * @param dim dimension of the field
 * @param embeddings shape [n, dim], row-major
 * @param frequencies occurrences in the window, shape [n], each at least 0
 * @param occurrences of all features of the field in the window, those outside the head included
 */
public record Head(int dim, float[] embeddings, long[] frequencies, long occurrences) {
  public Head {
    if (dim < 1 || embeddings.length != (long) frequencies.length * dim) {
      throw new IllegalArgumentException(
          embeddings.length
              + " floats are not "
              + frequencies.length
              + " embeddings of "
              + dim
              + " dimensions");
    }
  }

  /** Share of the field's occurrences that is in here; 1 where there are none. */
  public double coverage() {
    long covered = 0;
    for (long frequency : frequencies) {
      covered += frequency;
    }
    return occurrences == 0 ? 1 : (double) covered / occurrences;
  }

  /** Number of features. */
  public int size() {
    return frequencies.length;
  }
}
