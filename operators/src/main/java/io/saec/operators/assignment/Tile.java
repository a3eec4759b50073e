package io.saec.operators.assignment;

import io.saec.operators.FieldRules;
import io.saec.state.FeatureChange;
import io.saec.state.MappedFeature;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one field that wait for their nearest centroids, to be found together: the search then
 * reads each centroid once for four of them. Reused when it has been mapped, so that a change that
 * goes through it allocates nothing. (not thread safe)
 */
final class Tile {
  /** Twice what a search takes at once, so that one of a mixed stream is seldom much less. */
  static final int SIZE = 8;

  private final FieldRules field;
  private final CodebookInUse codebook;
  private final FeatureChange[] changes = new FeatureChange[SIZE];
  private final @Nullable MappedFeature[] befores = new MappedFeature[SIZE];

  /** Embeddings of the changes, shape [SIZE, dim]. */
  private final float[] embeddings;

  private final int[] clusters = new int[SIZE];
  private int size;

  /** Takes a change whose cluster is found. */
  interface Mapping {
    void map(
        FieldRules field,
        FeatureChange change,
        @Nullable MappedFeature before,
        CodebookInUse codebook,
        int cluster)
        throws Exception;
  }

  Tile(FieldRules field, CodebookInUse codebook) {
    this.field = field;
    this.codebook = codebook;
    this.embeddings = new float[SIZE * codebook.dim()];
  }

  /** Whether it is the codebook that all of the tile are mapped by. */
  boolean isBy(CodebookInUse other) {
    return codebook == other;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == SIZE;
  }

  /** Whether a change of that feature of that shard waits. */
  boolean holds(long key, String feature) {
    for (int i = 0; i < size; i++) {
      if (changes[i].key() == key && changes[i].feature().equals(feature)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts one aside.
   *
   * @param before what was known of the feature
   */
  void add(FeatureChange change, @Nullable MappedFeature before) {
    System.arraycopy(change.embedding(), 0, embeddings, size * codebook.dim(), codebook.dim());
    changes[size] = change;
    befores[size] = before;
    size++;
  }

  /** Hands on all, in the order they came, and holds none. */
  void map(Mapping mapping) throws Exception {
    codebook.clustersOf(embeddings, size, clusters);
    for (int i = 0; i < size; i++) {
      mapping.map(field, changes[i], befores[i], codebook, clusters[i]);
    }
    size = 0;
  }
}
