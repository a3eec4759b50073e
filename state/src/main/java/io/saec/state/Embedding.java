package io.saec.state;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An embedding and when it is in force.
 *
 * @param effective first boundary that sees it
 * @param ts event time it came with, milliseconds
 * @param values shape [dim]
 * @param settled whether ASSIGNMENT has been told of it at a boundary
 */
public record Embedding(long effective, long ts, float[] values, boolean settled) {

  /** Whether this one wins over another: the newest ts does, on ties the greater bytes. */
  public boolean wins(long otherTs, float[] otherValues) {
    return compare(ts, values, otherTs, otherValues) > 0;
  }

  /**
   * The order in which embeddings win: by ts, then by the bytes of the big-endian float32 values,
   * unsigned. A total order, so the winner does not depend on who came first.
   */
  public static int compare(long ts, float[] values, long otherTs, float[] otherValues) {
    if (ts != otherTs) {
      return Long.compare(ts, otherTs);
    }
    for (int j = 0; j < Math.min(values.length, otherValues.length); j++) {
      int order =
          Integer.compareUnsigned(
              Float.floatToRawIntBits(values[j]), Float.floatToRawIntBits(otherValues[j]));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(values.length, otherValues.length);
  }

  Embedding settle() {
    return settled ? this : new Embedding(effective, ts, values, true);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Embedding that
        && effective == that.effective
        && ts == that.ts
        && Arrays.equals(values, that.values)
        && settled == that.settled;
  }

  @Override
  public int hashCode() {
    return Objects.hash(effective, ts, Arrays.hashCode(values), settled);
  }
}
