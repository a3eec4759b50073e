package io.saec.client;

import io.saec.model.Manifest;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A version's centroids, complete. Immutable; a centroid that did not change is shared with the
 * version before. (thread safe)
 */
final class Codebook {
  private final Manifest manifest;

  /** By cluster id; ids are dense slots, so few places are null. */
  private final float[] @Nullable [] centroids;

  /**
   * @param centroids by cluster id, each of shape [manifest.dim], the fallback cluster among them
   */
  Codebook(Manifest manifest, Map<Integer, float[]> centroids) {
    this.manifest = manifest;
    this.centroids = new float[Collections.max(centroids.keySet()) + 1][];
    centroids.forEach((cluster, centroid) -> this.centroids[cluster] = centroid);
  }

  Manifest manifest() {
    return manifest;
  }

  long version() {
    return manifest.version();
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
