package io.saec.client.snapshot;

import io.saec.model.Manifest;
import java.util.List;

/** One field at one sealed version: what a snapshot is made from. */
public interface SealedField {
  /** Takes one mapped feature. */
  interface Visitor {
    void visit(String feature, int cluster);
  }

  String field();

  Manifest manifest();

  /** The ids of the codebook's clusters, ascending, shape [k]. */
  int[] clusters();

  /**
   * Copies a centroid.
   *
   * @param out shape [at least dim]
   */
  void centroid(int cluster, float[] out);

  /**
   * Shows every mapped feature once, in any order. May be called again, and shows the same then.
   *
   * @throws IllegalStateException if the version is no longer at hand
   */
  void forEach(Visitor visitor);

  /** How far the topics had been read; empty if it came from elsewhere. */
  List<Position> positions();
}
