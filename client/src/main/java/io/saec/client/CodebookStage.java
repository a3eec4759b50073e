package io.saec.client;

import io.saec.model.Hashes;
import io.saec.model.Manifest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field's centroids as last read, and the complete codebooks that wait for their seals. (not
 * thread safe)
 */
final class CodebookStage {
  /**
   * Codebooks that wait at most. Seals are a version or two behind; where they stay away, as after
   * a loss, only the newest codebooks can still be of use, and all would fill the memory.
   */
  static final int MAX_STAGED = 16;

  /** Says how far the shards have come. */
  interface Seals {
    /** Whether all that the shard has to say at the version has been read. */
    boolean cover(int shard, long version);
  }

  private final Map<Integer, Codebook.Staged> centroids = new HashMap<>();
  private final Deque<Waiting> staged = new ArrayDeque<>();
  private long checksum;
  private long manifestVersion;

  /** Version of the newest manifest, matching or not; 0 before the first. */
  long manifestVersion() {
    return manifestVersion;
  }

  /**
   * @param version that the centroid is of; an id that is free is given to a new cluster
   */
  void put(int cluster, float[] centroid, long version) {
    Codebook.Staged old = retire(cluster);
    long bornAt = old == null ? version : old.bornAt();
    put(cluster, new Codebook.Staged(centroid, bornAt));
  }

  /** What the cluster was, null if there was none. */
  Codebook.@Nullable Staged retire(int cluster) {
    Codebook.Staged old = centroids.remove(cluster);
    if (old != null) {
      checksum -= hash(cluster, old.centroid());
    }
    return old;
  }

  /** Begins with a codebook that is in force. */
  static CodebookStage after(Codebook codebook) {
    CodebookStage stage = new CodebookStage();
    codebook.staged().forEach(stage::put);
    stage.manifestVersion = codebook.version();
    return stage;
  }

  private void put(int cluster, Codebook.Staged centroid) {
    centroids.put(cluster, centroid);
    checksum += hash(cluster, centroid.centroid());
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(manifestVersion);
    Codebook.Staged.write(centroids, out);
    out.writeInt(staged.size());
    for (Waiting waiting : staged) {
      waiting.codebook.write(out);
    }
  }

  static CodebookStage read(DataInput in) throws IOException {
    CodebookStage stage = new CodebookStage();
    stage.manifestVersion = in.readLong();
    Codebook.Staged.readAll(in).forEach(stage::put);
    for (int left = in.readInt(); left > 0; left--) {
      stage.staged.addLast(new Waiting(Codebook.read(in)));
    }
    return stage;
  }

  private static long hash(int cluster, float[] centroid) {
    return Hashes.ofCentroid(cluster, centroid, 0, centroid.length);
  }

  /**
   * Stages the centroids as they are now as the manifest's codebook, if they match it.
   *
   * @return what does not match, empty if all does
   */
  Optional<String> stage(Manifest manifest) {
    Optional<String> mismatch = mismatch(manifest);
    manifestVersion = manifest.version();
    if (mismatch.isEmpty()) {
      staged.addLast(new Waiting(new Codebook(manifest, centroids)));
      if (staged.size() > MAX_STAGED) {
        staged.removeFirst();
      }
    }
    return mismatch;
  }

  private Optional<String> mismatch(Manifest manifest) {
    if (centroids.size() != manifest.k() || checksum != Hashes.parseHex(manifest.checksum())) {
      return Optional.of(
          "says k %d, checksum %s, but there are %d centroids, checksum %s"
              .formatted(
                  manifest.k(), manifest.checksum(), centroids.size(), Hashes.hex(checksum)));
    }
    if (!centroids.containsKey(manifest.fallback())) {
      return Optional.of("has no centroid for its fallback cluster " + manifest.fallback());
    }
    if (centroids.values().stream().anyMatch(c -> c.centroid().length != manifest.dim())) {
      return Optional.of("has centroids of another dimension than its " + manifest.dim());
    }
    return Optional.empty();
  }

  /**
   * Takes out the newest staged codebook that all its shards have sealed, and drops those before
   * it.
   *
   * @return null if none is sealed
   */
  @Nullable Codebook takeSealed(Seals seals) {
    for (Iterator<Waiting> newestFirst = staged.descendingIterator(); newestFirst.hasNext(); ) {
      Waiting candidate = newestFirst.next();
      if (candidate.sealed(seals)) {
        while (staged.removeFirst() != candidate) {
          // Older ones are of no use any more.
        }
        return candidate.codebook;
      }
    }
    return null;
  }

  /** A codebook and how many of its shards are known to have sealed it. */
  private static final class Waiting {
    private final Codebook codebook;

    /** What a shard has sealed stays sealed, so those before this place need no second look. */
    private int next;

    Waiting(Codebook codebook) {
      this.codebook = codebook;
    }

    boolean sealed(Seals seals) {
      var sealedBy = codebook.manifest().sealedBy();
      while (next < sealedBy.size() && seals.cover(sealedBy.get(next), codebook.version())) {
        next++;
      }
      return next == sealedBy.size();
    }
  }
}
