package io.saec.state;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far CLUSTERING has come with a field.
 *
 * @param boundary the last that was dealt with
 * @param live features with an embedding by shard, as each shard last said, shape [shards]; {@link
 *     #EMPTIED} where there were some and are no more, 0 where there never were any
 */
public record FieldProgress(long boundary, int[] live) {
  /** Such a shard goes on sealing, so that a reader waits for the tombstones of its last ones. */
  public static final int EMPTIED = -1;

  /** Features of the whole field. */
  public int features() {
    int sum = 0;
    for (int features : live) {
      sum += Math.max(0, features);
    }
    return sum;
  }

  /** The same at a later boundary, with what the shards said there. */
  public FieldProgress at(long later, Map<Integer, Integer> liveByShard) {
    int[] next = live.clone();
    liveByShard.forEach(
        (shard, features) ->
            next[shard] = features > 0 ? features : next[shard] == 0 ? 0 : EMPTIED);
    return new FieldProgress(later, next);
  }

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
