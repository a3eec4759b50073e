package io.saec.client.snapshot;

import io.saec.model.FeatureHash;
import io.saec.model.Hashes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A field's mapping as a static function of the features' hashes, and what it holds. */
final class Entries {
  private final int[] clusters;
  private final SnapshotOptions options;
  private final long seed;
  private final FeatureHash hash;
  private final int idBits;
  private final long fingerprintMask;
  private Keys keys = new Keys();
  private long leftOut;
  private long mappingChecksum;
  private int features;
  private List<SolvedLayer> solved = List.of();

  private Entries(int[] clusters, int idBits, SnapshotOptions options, long seed) {
    this.clusters = clusters;
    this.idBits = idBits;
    this.options = options;
    this.seed = seed;
    this.hash = new FeatureHash(seed);
    this.fingerprintMask = (1L << options.fingerprintBits()) - 1;
  }

  /**
   * Collects the entries by the first seed from 1 on under which no two of them look alike.
   *
   * @throws SnapshotException if there is none
   */
  static Entries of(
      SealedField field, int[] clusters, int idBits, SnapshotOptions options, int mostSeeds)
      throws SnapshotException {
    for (long seed = 1; seed <= mostSeeds; seed++) {
      Entries entries = new Entries(clusters, idBits, options, seed);
      field.forEach(entries::add);
      entries.checkSize();
      if (entries.solve()) {
        return entries;
      }
    }
    throw new SnapshotException("two features have the same hash under " + mostSeeds + " seeds");
  }

  private void add(String feature, int cluster) {
    if (options.leaveOut().test(feature)) {
      leftOut++;
      return;
    }
    long key = hash.of(feature);
    keys.add(key, ((key & fingerprintMask) << idBits) | rowOf(cluster));
    mappingChecksum += Hashes.ofMapping(Hashes.ofFeature(feature), cluster);
  }

  /** There are as many slots as keys and more, so do not begin what cannot be written. */
  private void checkSize() throws SnapshotException {
    if ((long) keys.size() * columns() / Byte.SIZE > Integer.MAX_VALUE) {
      throw Shape.tooLarge();
    }
  }

  private int columns() {
    return idBits + options.fingerprintBits();
  }

  private boolean solve() {
    features = keys.size();
    Optional<List<SolvedLayer>> layers = StaticFunction.of(keys, columns());
    keys = new Keys();
    solved = layers.orElse(List.of());
    return layers.isPresent();
  }

  /** The row of a cluster's centroid. */
  int rowOf(int cluster) {
    int row = Arrays.binarySearch(clusters, cluster);
    if (row < 0) {
      throw new IllegalArgumentException("the codebook has no cluster " + cluster);
    }
    return row;
  }

  List<SolvedLayer> solved() {
    return solved;
  }

  long seed() {
    return seed;
  }

  int features() {
    return features;
  }

  long leftOut() {
    return leftOut;
  }

  long mappingChecksum() {
    return mappingChecksum;
  }
}
