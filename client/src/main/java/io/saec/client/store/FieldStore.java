package io.saec.client.store;

import io.saec.client.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of one field's features, staged ones included. (thread safe for readers, one writer)
 */
public interface FieldStore {

  /** What the reader of the topics wants back after a restart, beside the mappings. */
  enum Note {
    /** How far the shards have come. */
    PROGRESS,
    /** The centroids. */
    CODEBOOKS
  }

  /**
   * The cluster of the feature's newest mapping whose version is at most {@code version}.
   *
   * @return {@link Mapping#NONE} if there is none
   */
  int clusterOf(String feature, long version);

  /** The feature's mapping that was put last, on top of those below; null if it has none. */
  @Nullable Mapping last(String feature);

  /**
   * Puts a mapping in the place of the feature's last.
   *
   * @throws IllegalArgumentException if no feature can have this name or no codebook this version
   */
  void put(String feature, Mapping mapping);

  /** Removes the feature from all versions. */
  void remove(String feature);

  /** Versions below this one are of no more use: what only they need may go. */
  void settle(long version);

  /** Features that have a mapping. */
  long features();

  /**
   * Shows every feature that was put with its last mapping, once and in any order; of what is put
   * meanwhile, some. What lies in the {@link #base} is not shown.
   */
  void forEach(BiConsumer<String, Mapping> visitor);

  /** What was noted last; empty if nothing was, or it did not outlive the process. */
  Optional<byte[]> note(Note what);

  /** Notes something in the place of what was noted before. */
  void note(Note what, byte[] bytes);

  /** What the mappings were put over, null if there is nothing below. */
  default @Nullable Snapshot base() {
    return null;
  }
}
