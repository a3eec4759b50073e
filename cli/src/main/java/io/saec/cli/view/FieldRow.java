package io.saec.cli.view;

import io.saec.client.FieldStatus;

/**
 * What is shown of one field.
 *
 * @param field name
 * @param features seen by whoever feeds; those mapped, where that is not known
 * @param mapped features with a cluster
 * @param clusters centroids of the version in force
 * @param version in force
 * @param distortion over the head, NaN before the first version
 * @param churn of the last re-clustering, NaN before the second
 */
public record FieldRow(
    String field,
    long features,
    long mapped,
    int clusters,
    long version,
    double distortion,
    double churn) {

  /** The row of a view's field. */
  public static FieldRow of(String field, long features, FieldStatus status) {
    return new FieldRow(
        field,
        features,
        status.features(),
        status.k(),
        status.version(),
        status.distortion(),
        status.churn());
  }
}
