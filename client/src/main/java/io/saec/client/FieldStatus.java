package io.saec.client;

import io.saec.model.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * How a field of a view stands. The counters run from the beginning of the reading, so records that
 * the topics no longer hold are not in them.
 *
 * @param manifest of the version in force, null before the first
 * @param features that have a mapping, those included that only a later version will show
 * @param churn share of the features mapped before that the version in force moved to another
 *     cluster; NaN if none had been mapped before
 * @param distortionAll mean squared distance of all features to their centroid as the version in
 *     force was sealed, in units of the manifest; NaN before the first version
 * @param distortionArrivals the same over the features that had come since the version before; NaN
 *     if none had
 * @param updates mapping updates applied
 * @param tombstones of features applied
 * @param repetitions records that were ignored because a later version had come before them
 * @param problems records that could not be read, that did not match, or that came twice or out of
 *     turn; look-ups of a cluster that the codebook lacks
 * @param lastProblem the newest of them, null if there was none
 */
public record FieldStatus(
    @Nullable Manifest manifest,
    long features,
    double churn,
    double distortionAll,
    double distortionArrivals,
    long updates,
    long tombstones,
    long repetitions,
    long problems,
    @Nullable String lastProblem) {

  /** A field of which nothing has been read. */
  public static final FieldStatus NOTHING =
      new FieldStatus(null, 0, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0, 0, null);

  /** The version in force, 0 before the first. */
  public long version() {
    return manifest == null ? 0 : manifest.version();
  }

  /** Centroids in the codebook, 0 before the first version. */
  public int k() {
    return manifest == null ? 0 : manifest.k();
  }

  /** Dimension of the centroids, 0 before the first version. */
  public int dim() {
    return manifest == null ? 0 : manifest.dim();
  }

  /**
   * Over the head as of the version's boundary, 0 lossless, 1 one centroid; NaN before the first
   * version.
   */
  public double distortion() {
    return manifest == null ? Double.NaN : manifest.distortion();
  }
}
