package io.saec.client.store;

import io.saec.client.snapshot.Snapshot;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot and, over it, what was put since. A feature that was put since is looked up there
 * alone. (thread safe for readers, one writer)
 */
final class SnapshotField implements FieldStore {
  /** No cluster, and not {@link Mapping#NONE}. */
  private static final int UNMENTIONED = Integer.MIN_VALUE;

  private final Snapshot base;
  private final long baseVersion;
  private final MemoryField over = new MemoryField(true);

  SnapshotField(Snapshot base) {
    this.base = base;
    this.baseVersion = base.header().version();
  }

  @Override
  public int clusterOf(String feature, long version) {
    int cluster = over.clusterOf(feature, version, UNMENTIONED);
    if (cluster != UNMENTIONED) {
      return cluster;
    }
    return version < baseVersion ? Mapping.NONE : base.clusterOf(feature);
  }

  @Override
  public @Nullable Mapping last(String feature) {
    Mapping mapping = over.last(feature);
    if (mapping != null || over.mentions(feature)) {
      return mapping;
    }
    int cluster = base.clusterOf(feature);
    return cluster == Mapping.NONE ? null : new Mapping(baseVersion, cluster, null);
  }

  @Override
  public void put(String feature, Mapping mapping) {
    over.put(feature, mapping);
  }

  @Override
  public void remove(String feature) {
    over.remove(feature);
  }

  @Override
  public void settle(long version) {
    over.settle(version);
  }

  /** Those of the snapshot and those put over it, the ones that are both among them twice. */
  @Override
  public long features() {
    return base.header().features() + over.features();
  }

  @Override
  public void forEach(BiConsumer<String, Mapping> visitor) {
    over.forEach(visitor);
  }

  @Override
  public Optional<byte[]> note(Note what) {
    return Optional.empty();
  }

  @Override
  public void note(Note what, byte[] bytes) {
    // Nothing outlives the process.
  }

  @Override
  public Snapshot base() {
    return base;
  }
}
