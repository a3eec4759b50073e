package io.saec.cli.view;

import io.saec.model.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field as the JSON of the commands has it. What is of a version is null before the first.
 *
 * @param features seen by whoever feeds; those mapped, where that is not known
 * @param mapped features with a cluster
 * @param clusters centroids of the version in force
 * @param version in force
 * @param because why that version was made
 * @param headFeatures features it was made from
 * @param headCoverage their share of all occurrences
 * @param distortion over the head
 * @param distortionAll over all features
 * @param distortionArrivals over the features that had come since the version before
 * @param churn of the last re-clustering
 * @param born clusters that the version before did not have
 * @param retired clusters of the version before that are no more
 * @param bytesBefore of the float32 embeddings
 * @param bytesAfter of ids and centroids
 * @param accounting how the bytes were counted
 */
public record FieldReport(
    long features,
    long mapped,
    int clusters,
    long version,
    @Nullable String because,
    @Nullable Integer headFeatures,
    @Nullable Double headCoverage,
    @Nullable Double distortion,
    @Nullable Double distortionAll,
    @Nullable Double distortionArrivals,
    @Nullable Double churn,
    @Nullable Integer born,
    @Nullable Integer retired,
    @Nullable Long bytesBefore,
    @Nullable Long bytesAfter,
    @Nullable String accounting) {

  /** Reports by field, in the order of the rows. */
  public static Map<String, FieldReport> of(List<FieldRow> rows) {
    Map<String, FieldReport> reports = new LinkedHashMap<>();
    rows.forEach(row -> reports.put(row.field(), of(row)));
    return reports;
  }

  private static FieldReport of(FieldRow row) {
    return new FieldReport(
        row.features(),
        row.status().features(),
        row.status().k(),
        row.status().version(),
        row.ofManifest(Manifest::because),
        row.ofManifest(Manifest::headFeatures),
        row.ofManifest(Manifest::headCoverage),
        orNull(row.status().distortion()),
        orNull(row.status().distortionAll()),
        orNull(row.status().distortionArrivals()),
        orNull(row.status().churn()),
        row.ofManifest(manifest -> manifest.born().size()),
        row.ofManifest(manifest -> manifest.retired().size()),
        row.ofManifest(manifest -> manifest.size().before()),
        row.ofManifest(manifest -> manifest.size().after()),
        row.ofManifest(manifest -> manifest.size().accounting()));
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
