package io.saec.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One centroid, the value of a {@code field#cluster} record.
 *
 * @param version of the codebook that changed it last
 * @param centroid shape [dim], on the grid of the manifest's encoding
 * @param weight occurrences in the window of the head features it was made from
 * @param features number of head features it was made from
 */
public record Centroid(long version, float[] centroid, double weight, int features) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Centroid that
        && version == that.version
        && Arrays.equals(centroid, that.centroid)
        && weight == that.weight
        && features == that.features;
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, Arrays.hashCode(centroid), weight, features);
  }
}
