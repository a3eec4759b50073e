package io.saec.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model fared while rows came in and its embeddings were compressed again and again.
 *
 * @param points by time
 * @param versions by time, then by field
 * @param overall over the rows of all points together: the compressed model beside the full one
 * @param fineTuned the same of the compressed model with its vectors trained on; null if that was
 *     not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnlineReport(
    List<Point> points, List<Version> versions, Outcome overall, @Nullable Outcome fineTuned) {
  public OnlineReport {
    points = List.copyOf(points);
    versions = List.copyOf(versions);
  }

  /**
   * How well the rows up to a time were told, since the point before.
   *
   * @param ts milliseconds since 1970, UTC
   * @param rows that were scored
   * @param full the uncompressed model
   * @param compressed the same model over the clusters of the time
   * @param fineTuned the same with vectors trained on, where those served; null if that was not
   *     asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Point(
      long ts, long rows, Quality full, Quality compressed, @Nullable Quality fineTuned) {}

  /**
   * A field's codebook as it was made.
   *
   * @param ts milliseconds since 1970, UTC
   * @param version of the codebook
   * @param distortion 0 is lossless, 1 is one centroid
   * @param churn share of the mapped features whose cluster changed; 0 for a first version
   */
  public record Version(long ts, String field, long version, double distortion, double churn) {}
}
