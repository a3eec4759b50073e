package io.saec.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far CLUSTERING has come with a field.
 *
 * @param boundary the last that was dealt with
 * @param live features with an embedding by shard, as each shard last said, shape [shards]
 */
public record FieldProgress(long boundary, int[] live) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldProgress that
        && boundary == that.boundary
        && Arrays.equals(live, that.live);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(boundary) + Arrays.hashCode(live);
  }
}
