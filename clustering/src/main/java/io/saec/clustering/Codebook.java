package io.saec.clustering;

import io.saec.model.Encoding;
import java.util.Arrays;

/**
 * A field's k centroids under one version. The arrays are shared, never written after construction.
 *
 * @param version grows by one with every codebook of the field
 * @param boundary event time as of which it was made, epoch milliseconds
 * @param dim dimension of the field
 * @param ids cluster ids, shape [k], ascending: the row of a cluster is its place in here
 * @param centroids shape [k, dim], row-major, on the grid of {@code encoding}
 * @param weights occurrences in the window of the head features by cluster, shape [k]
 * @param features head features by cluster, shape [k]
 * @param changed version that changed the centroid last, shape [k]
 * @param encoding grid of the centroids
 * @param scale step of the grid by dimension, shape [dim]; empty but for INT8
 * @param fallback id of the cluster nearest to the head's weighted mean
 * @param distortion over the head
 * @param unit mean squared distance that is a distortion of 1, in squared units of the embeddings;
 *     0 if it is not known
 * @param headFeatures features in the head
 * @param headCoverage share of the field's occurrences that the head holds
 * @param born ids that the codebook before did not have, ascending
 * @param bornFrom id in the version before of the cluster that each born one split off from, -1
 *     where there was no version before; shape of {@code born}
 * @param retired ids that the codebook before had and this has not, ascending
 * @param retiredTo id in this version of the cluster that each retired one was merged into, or most
 *     of it; shape of {@code retired}
 */
public record Codebook(
    long version,
    long boundary,
    int dim,
    int[] ids,
    float[] centroids,
    double[] weights,
    int[] features,
    long[] changed,
    Encoding encoding,
    float[] scale,
    int fallback,
    double distortion,
    double unit,
    int headFeatures,
    double headCoverage,
    int[] born,
    int[] bornFrom,
    int[] retired,
    int[] retiredTo) {

  /** Number of centroids. */
  public int k() {
    return ids.length;
  }

  /** Row of the cluster, or negative if the codebook does not have it. */
  public int rowOf(int cluster) {
    return Arrays.binarySearch(ids, cluster);
  }
}
