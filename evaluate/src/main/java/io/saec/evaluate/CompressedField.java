package io.saec.evaluate;

import io.saec.model.Encoding;
import java.util.Arrays;

/**
 * What is left of a field, as a reader sees it. The arrays are not to be written to.
 *
 * @param dim d + 1: the factors, then the linear weight
 * @param centroids shape [k, dim], row-major, on the grid of {@code encoding}
 * @param rows centroid of each of the field's features, in their order; {@link #UNMAPPED} for one
 *     that is not in the mapping
 * @param fallback row of the centroid that such a feature has
 * @param encoding of the centroids
 */
public record CompressedField(
    int dim, float[] centroids, int[] rows, int fallback, Encoding encoding) {
  /** Stands for the row of a feature that is not in the mapping. */
  public static final int UNMAPPED = -1;

  /**
   * @throws IllegalArgumentException if a row is not one of the centroids
   */
  public CompressedField {
    if (dim < 1 || centroids.length == 0 || centroids.length % dim != 0) {
      throw new IllegalArgumentException(
          centroids.length + " floats are no centroids of " + dim + " dimensions");
    }
    int k = centroids.length / dim;
    if (fallback < 0 || fallback >= k) {
      throw new IllegalArgumentException("fallback is not one of " + k + " rows: " + fallback);
    }
    for (int row : rows) {
      if (row < UNMAPPED || row >= k) {
        throw new IllegalArgumentException("a feature's row is not one of " + k + ": " + row);
      }
    }
  }

  /** A field of which there is no codebook yet: zeros for each of its features. */
  public static CompressedField nothing(int dim, int features) {
    int[] rows = new int[features];
    Arrays.fill(rows, UNMAPPED);
    return new CompressedField(dim, new float[dim], rows, 0, Encoding.FP32);
  }

  /** The same clusters with other centroids, shape [k, dim]. */
  CompressedField with(float[] others) {
    return new CompressedField(dim, others, rows, fallback, encoding);
  }

  /**
   * The centroid that stands for a feature.
   *
   * @param unknown what stands for one that is not in the mapping
   * @return {@link #UNMAPPED} if that is nothing
   */
  int rowOf(int feature, Unknown unknown) {
    return rows[feature] == UNMAPPED && unknown == Unknown.MEAN ? fallback : rows[feature];
  }

  /**
   * The same field with more features, which are not in the mapping.
   *
   * @param places of its features among all
   * @param features number of all
   */
  CompressedField among(int[] places, int features) {
    int[] all = new int[features];
    Arrays.fill(all, UNMAPPED);
    for (int i = 0; i < places.length; i++) {
      all[places[i]] = rows[i];
    }
    return new CompressedField(dim, centroids, all, fallback, encoding);
  }

  /** Features that are in the mapping. */
  int mapped() {
    return (int) Arrays.stream(rows).filter(row -> row != UNMAPPED).count();
  }

  /** Number of centroids. */
  public int k() {
    return centroids.length / dim;
  }
}
