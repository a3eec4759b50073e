package io.saec.state;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What FREQUENCY tells ASSIGNMENT of a feature.
 *
 * @param key field and shard, see {@link io.saec.model.FieldShard}
 * @param feature one value of the field
 * @param kind what happened
 * @param effective the first boundary that sees it
 * @param ts event time it stands for, milliseconds
 * @param embedding shape [dim]; empty where the feature expired
 */
public record FeatureChange(
    long key, String feature, Kind kind, long effective, long ts, float[] embedding) {

  /** What happened. The code is what is written; never change one. */
  public enum Kind {
    /** The feature is new, or its embedding moved past the tolerance: map it at once. */
    ARRIVED(1),
    /** The embedding in force at the boundary, told once before the boundary fires. */
    SETTLED(2),
    /** The feature is gone as of the boundary. */
    EXPIRED(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of change has the code " + code);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureChange that
        && key == that.key
        && feature.equals(that.feature)
        && kind == that.kind
        && effective == that.effective
        && ts == that.ts
        && Arrays.equals(embedding, that.embedding);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, feature, kind, effective, ts, Arrays.hashCode(embedding));
  }
}
