package io.saec.client.store;

import io.saec.model.FeatureHash;
import io.saec.model.Utf8;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A field's mappings in memory: about 22 bytes a feature and its name, 16 more while it has a
 * staged mapping. Look-ups allocate nothing. (thread safe for readers, one writer)
 */
final class MemoryField implements FieldStore {
  /** So that a table that grows is a small one. */
  private static final int SEGMENT_BITS = 6;

  private static final FeatureHash HASH = new FeatureHash(0);

  private final Segment[] segments = new Segment[1 << SEGMENT_BITS];

  MemoryField() {
    this(false);
  }

  /**
   * @param keepRemoved whether it goes on to {@link #mentions} features that were removed
   */
  MemoryField(boolean keepRemoved) {
    for (int i = 0; i < segments.length; i++) {
      segments[i] = new Segment(HASH, keepRemoved);
    }
  }

  private Segment segment(long hash) {
    return segments[(int) (hash >>> (Long.SIZE - SEGMENT_BITS))];
  }

  @Override
  public int clusterOf(String feature, long version) {
    return clusterOf(feature, version, Mapping.NONE);
  }

  /**
   * See {@link FieldStore#clusterOf}.
   *
   * @param unmentioned the answer for a feature that it does not mention
   */
  int clusterOf(String feature, long version, int unmentioned) {
    byte[] name = Utf8.roomFor(feature);
    int length = Utf8.encode(feature, name);
    long hash = HASH.of(name, 0, length);
    return segment(hash).clusterOf(hash, name, length, version, unmentioned);
  }

  /** Whether the feature is here, or has been and its removal is kept. */
  boolean mentions(String feature) {
    byte[] name = Utf8.roomFor(feature);
    int length = Utf8.encode(feature, name);
    long hash = HASH.of(name, 0, length);
    return segment(hash).mentions(hash, name, length);
  }

  @Override
  public @Nullable Mapping last(String feature) {
    byte[] name = Utf8.roomFor(feature);
    int length = Utf8.encode(feature, name);
    long hash = HASH.of(name, 0, length);
    return segment(hash).last(hash, name, length);
  }

  @Override
  public void put(String feature, Mapping mapping) {
    byte[] name = Utf8.roomFor(feature);
    int length = Utf8.encode(feature, name);
    long hash = HASH.of(name, 0, length);
    segment(hash).put(hash, name, length, mapping);
  }

  @Override
  public void remove(String feature) {
    byte[] name = Utf8.roomFor(feature);
    int length = Utf8.encode(feature, name);
    long hash = HASH.of(name, 0, length);
    segment(hash).remove(hash, name, length);
  }

  @Override
  public void settle(long version) {
    for (Segment segment : segments) {
      segment.settle(version);
    }
  }

  @Override
  public long features() {
    long features = 0;
    for (Segment segment : segments) {
      features += segment.features();
    }
    return features;
  }

  @Override
  public void forEach(BiConsumer<String, Mapping> visitor) {
    for (Segment segment : segments) {
      segment.forEach(visitor);
    }
  }

  @Override
  public Optional<byte[]> note(Note what) {
    return Optional.empty();
  }

  @Override
  public void note(Note what, byte[] bytes) {
    // Nothing outlives the process.
  }
}
