package io.saec.client;

import io.saec.model.Manifest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A version's centroids, complete. Immutable; a centroid that did not change is shared with the
 * version before. (thread safe)
 */
final class Codebook {
  /** Stands for the version in which an id was given, where it is given to no cluster. */
  static final long NEVER = -1;

  private final Manifest manifest;

  /** By cluster id; ids are dense slots, so few places are null. */
  private final float[] @Nullable [] centroids;

  /** By cluster id: tells a cluster from another that had its id before. */
  private final long[] bornAt;

  /**
   * @param centroids by cluster id, each of shape [manifest.dim], the fallback cluster among them
   */
  Codebook(Manifest manifest, Map<Integer, Staged> centroids) {
    this.manifest = manifest;
    int ids = Collections.max(centroids.keySet()) + 1;
    this.centroids = new float[ids][];
    this.bornAt = new long[ids];
    Arrays.fill(bornAt, NEVER);
    centroids.forEach(
        (cluster, staged) -> {
          this.centroids[cluster] = staged.centroid();
          bornAt[cluster] = staged.bornAt();
        });
  }

  /**
   * A centroid on its way into a codebook.
   *
   * @param bornAt the first version, as far as was read, that gave this cluster its id
   */
  record Staged(float[] centroid, long bornAt) {}

  Manifest manifest() {
    return manifest;
  }

  long version() {
    return manifest.version();
  }

  /** One more than the highest cluster id. */
  int ids() {
    return bornAt.length;
  }

  /** The version in which the cluster was born, {@link #NEVER} if there is none of this id. */
  long bornAt(int cluster) {
    return cluster < bornAt.length ? bornAt[cluster] : NEVER;
  }

  boolean has(int cluster) {
    return cluster < centroids.length && centroids[cluster] != null;
  }

  /** The ids of the clusters, ascending, shape [k]. */
  int[] clusters() {
    return IntStream.range(0, centroids.length).filter(this::has).toArray();
  }

  /**
   * Copies a centroid of this codebook.
   *
   * @param out shape [at least dim]
   * @throws IllegalArgumentException if {@code out} is too short
   */
  void copy(int cluster, float[] out) {
    int dim = manifest.dim();
    if (out.length < dim) {
      throw new IllegalArgumentException(
          "out has " + out.length + " places, the field's dimension is " + dim);
    }
    System.arraycopy(centroids[cluster], 0, out, 0, dim);
  }
}
