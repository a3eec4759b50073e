package io.saec.client;

import io.saec.client.snapshot.Snapshot;
import io.saec.client.snapshot.SnapshotHeader;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.WireJson;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
  record Staged(float[] centroid, long bornAt) {
    void write(DataOutput out) throws IOException {
      out.writeLong(bornAt);
      out.writeInt(centroid.length);
      for (float value : centroid) {
        out.writeFloat(value);
      }
    }

    static Staged read(DataInput in) throws IOException {
      long bornAt = in.readLong();
      float[] centroid = new float[in.readInt()];
      for (int j = 0; j < centroid.length; j++) {
        centroid[j] = in.readFloat();
      }
      return new Staged(centroid, bornAt);
    }

    static void write(Map<Integer, Staged> centroids, DataOutput out) throws IOException {
      out.writeInt(centroids.size());
      for (Map.Entry<Integer, Staged> centroid : centroids.entrySet()) {
        out.writeInt(centroid.getKey());
        centroid.getValue().write(out);
      }
    }

    static Map<Integer, Staged> readAll(DataInput in) throws IOException {
      Map<Integer, Staged> centroids = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        int cluster = in.readInt();
        centroids.put(cluster, read(in));
      }
      return centroids;
    }
  }

  void write(DataOutput out) throws IOException {
    byte[] json = WireJson.write(manifest);
    out.writeInt(json.length);
    out.write(json);
    Staged.write(staged(), out);
  }

  static Codebook read(DataInput in) throws IOException {
    byte[] json = new byte[in.readInt()];
    in.readFully(json);
    return new Codebook(WireJson.readManifest(json), Staged.readAll(in));
  }

  /** The centroids by cluster id, as they were staged. */
  Map<Integer, Staged> staged() {
    Map<Integer, Staged> all = new HashMap<>();
    for (int cluster : clusters()) {
      all.put(cluster, new Staged(centroids[cluster], bornAt[cluster]));
    }
    return all;
  }

  /** The centroids of a snapshot. What its header does not say is NaN or 0 in the manifest. */
  static Codebook of(Snapshot snapshot) {
    SnapshotHeader header = snapshot.header();
    int[] clusters = snapshot.clusters();
    Map<Integer, Staged> centroids = new HashMap<>();
    for (int row = 0; row < clusters.length; row++) {
      float[] centroid = new float[header.dim()];
      snapshot.centroid(row, centroid);
      centroids.put(clusters[row], new Staged(centroid, header.version()));
    }
    return new Codebook(
        new Manifest(
            header.version(),
            header.boundary(),
            header.k(),
            header.dim(),
            header.encoding().word(),
            List.of(),
            1,
            clusters[header.fallbackRow()],
            "snapshot",
            Double.NaN,
            Double.NaN,
            0,
            Double.NaN,
            List.of(),
            List.of(),
            0,
            List.of(),
            0,
            new Manifest.Size(0, 0, 0, ""),
            Hashes.hex(header.codebookChecksum())),
        centroids);
  }

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
