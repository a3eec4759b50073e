package io.saec.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * What the full model knows of one field: all that compression has to go by. The arrays are not to
 * be written to.
 *
 * @param field its name
 * @param dim d + 1: the factors, then the linear weight
 * @param features that are in the training part, n at least 1
 * @param vectors shape [n, dim], row-major, all finite
 * @param counts rows of the training part that have the feature, shape [n], at least 1
 */
public record FieldEmbeddings(
    String field, int dim, List<String> features, float[] vectors, long[] counts) {

  /** Some of its features. */
  FieldEmbeddings only(int[] which) {
    float[] rows = new float[which.length * dim];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(vectors, which[i] * dim, rows, i * dim, dim);
    }
    return new FieldEmbeddings(
        field,
        dim,
        Arrays.stream(which).mapToObj(features::get).toList(),
        rows,
        Arrays.stream(which).mapToLong(i -> counts[i]).toArray());
  }

  /** Number of features. */
  public int size() {
    return counts.length;
  }
}
