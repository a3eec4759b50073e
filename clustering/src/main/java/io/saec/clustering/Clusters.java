package io.saec.clustering;

import java.util.Arrays;

/**
 * Centroids and their names, on the way to a codebook.
 *
 * @param dim dimension of the centroids
 * @param ids cluster ids, shape [k], ascending
 * @param centroids shape [k, dim], row-major
 */
record Clusters(int dim, int[] ids, float[] centroids) {

  /** Orders the rows by id. */
  static Clusters ordered(int dim, int[] ids, float[] centroids) {
    long[] order = new long[ids.length];
    for (int row = 0; row < ids.length; row++) {
      order[row] = (long) ids[row] << Integer.SIZE | row;
    }
    Arrays.sort(order);
    int[] rows = new int[ids.length];
    for (int place = 0; place < rows.length; place++) {
      rows[place] = (int) order[place];
    }
    return new Clusters(dim, ids, centroids).only(rows);
  }

  /** Those of a codebook. */
  static Clusters of(Codebook codebook) {
    return new Clusters(codebook.dim(), codebook.ids(), codebook.centroids());
  }

  int k() {
    return ids.length;
  }

  /** Row of a cluster, or negative if it is not among these; ids must be ascending. */
  int rowOf(int id) {
    return Arrays.binarySearch(ids, id);
  }

  /** These rows alone, in this order. */
  Clusters only(int[] rows) {
    int[] keptIds = new int[rows.length];
    float[] kept = new float[rows.length * dim];
    for (int place = 0; place < rows.length; place++) {
      keptIds[place] = ids[rows[place]];
      System.arraycopy(centroids, rows[place] * dim, kept, place * dim, dim);
    }
    return new Clusters(dim, keptIds, kept);
  }

  /** The same ids with other centroids. */
  Clusters at(float[] others) {
    return new Clusters(dim, ids, others);
  }

  /** Nearest among these centroids; gives rows. */
  NearestCentroid nearest() {
    return NearestCentroids.of(centroids, ids.length, dim);
  }
}
