package io.saec.clustering;

/**
 * Makes {@link NearestCentroid}s by the kernel in use, {@link io.saec.clustering.kernel.Kernels}.
 */
public final class NearestCentroids {
  private NearestCentroids() {}

  /**
   * Nearest among the given centroids, which are copied. Holds 2 (dim + 1) * k floats, 3 (dim + 1)
   * * k without the Vector API.
   *
   * @param centroids shape [k, dim], row-major
   * @param k at least 1
   * @param dim at least 1
   * @throws IllegalArgumentException if shapes disagree
   */
  public static NearestCentroid of(float[] centroids, int k, int dim) {
    return new BlockedCentroids(centroids, k, dim);
  }

  /** Nearest among a codebook's centroids; what it gives are rows of the codebook, not ids. */
  public static NearestCentroid of(Codebook codebook) {
    return of(codebook.centroids(), codebook.k(), codebook.dim());
  }
}
