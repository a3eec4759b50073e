package io.saec.client.store;

import org.jspecify.annotations.Nullable;

/**
 * A feature's cluster as of a version, on top of what earlier versions need. Immutable, so that a
 * look-up that has the top has all of it.
 *
 * @param version of the codebook that the cluster was chosen from
 * @param cluster id of the cluster
 * @param older mapping of a lower version; null if no version from the one in force on needs it
 */
public record Mapping(long version, int cluster, @Nullable Mapping older) {
  /** Stands for a cluster where there is none. */
  public static final int NONE = -1;

  /**
   * Puts a mapping on top of the feature's last.
   *
   * @param version at least that of {@code last}; at the same version the new one takes its place
   * @param current the version in force: what only versions before it need is left out
   */
  public static Mapping onTop(@Nullable Mapping last, long version, int cluster, long current) {
    if (last == null || version <= current) {
      return new Mapping(version, cluster, null);
    }
    Mapping below = last.version == version ? last.older : last;
    return new Mapping(version, cluster, below == null ? null : below.since(current));
  }

  /** The newest mapping whose version is at most {@code atMost}, null if there is none. */
  public @Nullable Mapping asOf(long atMost) {
    Mapping mapping = this;
    while (mapping != null && mapping.version > atMost) {
      mapping = mapping.older;
    }
    return mapping;
  }

  /** The part that versions from {@code current} on need. */
  private Mapping since(long current) {
    if (older == null) {
      return this;
    }
    if (version <= current) {
      return new Mapping(version, cluster, null);
    }
    return new Mapping(version, cluster, older.since(current));
  }

  /** The part above {@code current}, null if there is none. */
  public @Nullable Mapping after(long current) {
    if (version <= current) {
      return null;
    }
    return older == null ? this : new Mapping(version, cluster, older.after(current));
  }
}
