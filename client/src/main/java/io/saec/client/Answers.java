package io.saec.client;

import static io.saec.client.MappingView.NONE;

/**
 * What a batch of look-ups found, all of it in one version of the field. It holds on to the
 * codebook of that version and 4 bytes a feature, and copies vectors only when asked to, so it
 * stays what it was whatever comes after. Immutable. (thread safe)
 */
public final class Answers {
  private final Codebook codebook;

  /** By place in the batch; {@link MappingView#NONE} for unknown features. */
  private final int[] clusters;

  Answers(Codebook codebook, int[] clusters) {
    this.codebook = codebook;
    this.clusters = clusters;
  }

  /** The version that all of it is of. */
  public long version() {
    return codebook.version();
  }

  /** Length of the field's vectors. */
  public int dim() {
    return codebook.manifest().dim();
  }

  /** Features that were asked for. */
  public int size() {
    return clusters.length;
  }

  /**
   * Whether the feature at this place of the batch is known; if not, the fallback stands for it.
   */
  public boolean known(int place) {
    return clusters[place] != NONE;
  }

  /** The feature's cluster, {@link MappingView#NONE} if it is unknown. */
  public int cluster(int place) {
    return clusters[place];
  }

  /**
   * Writes the vector that stands for the feature, as {@link MappingView#embedding} does.
   *
   * @param out shape [at least dim]; only the first dim places are written
   * @return whether the feature is known
   * @throws IllegalArgumentException if {@code out} is too short
   */
  public boolean embedding(int place, float[] out) {
    int cluster = clusters[place];
    codebook.copy(cluster == NONE ? codebook.manifest().fallback() : cluster, out);
    return cluster != NONE;
  }
}
