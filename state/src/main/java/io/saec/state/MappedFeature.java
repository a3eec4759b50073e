package io.saec.state;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What ASSIGNMENT knows of one feature.
 *
 * @param embedding as of the last boundary that told of it, shape [dim]; null until the first does
 * @param sealed cluster at the last seal, {@link #NONE} if the feature came since
 * @param current cluster published last, {@link #NONE} if none was
 */
public record MappedFeature(float @Nullable [] embedding, int sealed, int current) {
  /** No cluster. */
  public static final int NONE = -1;

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MappedFeature that
        && Arrays.equals(embedding, that.embedding)
        && sealed == that.sealed
        && current == that.current;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(embedding), sealed, current);
  }
}
