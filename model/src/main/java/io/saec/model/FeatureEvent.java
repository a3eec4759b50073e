package io.saec.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A feature was seen, or got a new embedding, or both.
 *
 * @param field the categorical slot, such as {@code item}
 * @param feature one value of the field
 * @param ts event time, epoch milliseconds
 * @param count occurrences, 0 for an event that only brings an embedding
 * @param embedding shape [dim of the field], all finite; null where the event brings none
 */
public record FeatureEvent(
    String field, String feature, long ts, int count, float @Nullable [] embedding) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureEvent that
        && field.equals(that.field)
        && feature.equals(that.feature)
        && ts == that.ts
        && count == that.count
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, feature, ts, count, Arrays.hashCode(embedding));
  }

  @Override
  public String toString() {
    return field + "/" + feature + "@" + ts + " x" + count + " " + Arrays.toString(embedding);
  }
}
