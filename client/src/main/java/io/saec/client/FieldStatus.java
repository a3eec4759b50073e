package io.saec.client;

import org.jspecify.annotations.Nullable;

/**
 * How a field of a view stands. The counters run from the beginning of the reading, so records that
 * the topics no longer hold are not in them.
 *
 * @param version in force, 0 before the first
 * @param boundary event time as of which that version was made, epoch milliseconds; 0 before the
 *     first
 * @param k centroids in the codebook
 * @param dim dimension of the centroids
 * @param features that have a mapping, those included that only a later version will show
 * @param distortion over the head as of the boundary, 0 lossless, 1 one centroid; NaN before the
 *     first version
 * @param churn share of the features mapped before that the version in force moved to another
 *     cluster; NaN if none had been mapped before
 * @param updates mapping updates applied
 * @param tombstones of features applied
 * @param repetitions records that were ignored because a later version had come before them
 * @param problems records that could not be read, seals and codebooks that did not match, look-ups
 *     of a cluster that the codebook lacks
 * @param lastProblem the newest of them, null if there was none
 */
public record FieldStatus(
    long version,
    long boundary,
    int k,
    int dim,
    long features,
    double distortion,
    double churn,
    long updates,
    long tombstones,
    long repetitions,
    long problems,
    @Nullable String lastProblem) {

  /** A field of which nothing has been read. */
  public static final FieldStatus NOTHING =
      new FieldStatus(0, 0, 0, 0, 0, Double.NaN, Double.NaN, 0, 0, 0, 0, null);
}
