package io.saec.bench;

import io.saec.clustering.HeadShare;
import java.util.Arrays;

/**
 * What a job's state holds of one field: each feature's occurrences by pane, exact, and its newest
 * embedding. Features are numbers from 0 up and never expire. Holds 4 (panes + dim) + 9 bytes a
 * feature. (not thread safe)
 */
final class FieldWindow {
  private final String field;
  private final int dim;
  private final int panes;

  /** A ring of panes a feature, shape [features, panes]. */
  private int[] counts = new int[0];

  private long[] frequencies = new long[0];
  private float[] embeddings = new float[0];
  private boolean[] embedded = new boolean[0];
  private long newest = Long.MIN_VALUE;

  FieldWindow(String field, int dim, int panes) {
    this.field = field;
    this.dim = dim;
    this.panes = panes;
  }

  /** Moves on to a pane: what is older than the window goes. */
  void advance(long pane) {
    if (newest == Long.MIN_VALUE) {
      newest = pane;
    }
    for (; newest < pane; newest++) {
      int slot = slot(newest + 1);
      for (int feature = 0; feature < frequencies.length; feature++) {
        frequencies[feature] -= counts[feature * panes + slot];
        counts[feature * panes + slot] = 0;
      }
    }
  }

  /** Counts occurrences; those of a pane that is out of the window are left out. */
  void see(int feature, long pane, int count) {
    if (pane > newest) {
      advance(pane);
    }
    if (pane > newest - panes) {
      grow(feature);
      counts[feature * panes + slot(pane)] += count;
      frequencies[feature] += count;
    }
  }

  /**
   * Gives a feature its newest embedding; with its first it is live.
   *
   * @param embedding shape [dim]
   */
  void embed(int feature, float[] embedding) {
    grow(feature);
    System.arraycopy(embedding, 0, embeddings, feature * dim, dim);
    embedded[feature] = true;
  }

  /** The field at the end of the newest pane. */
  FieldSnapshot snapshot(long time) {
    long[] order = new long[frequencies.length];
    int live = 0;
    long occurrences = 0;
    for (int feature = 0; feature < frequencies.length; feature++) {
      if (embedded[feature]) {
        order[live++] = (Integer.MAX_VALUE - frequencies[feature]) << Integer.SIZE | feature;
        occurrences += frequencies[feature];
      }
    }
    Arrays.sort(order, 0, live);
    int[] features = new int[live];
    long[] descending = new long[live];
    float[] values = new float[live * dim];
    for (int row = 0; row < live; row++) {
      int feature = (int) order[row];
      features[row] = feature;
      descending[row] = frequencies[feature];
      System.arraycopy(embeddings, feature * dim, values, row * dim, dim);
    }
    return new FieldSnapshot(
        field, time, features, new HeadShare(live, occurrences, dim, values, descending));
  }

  private int slot(long pane) {
    return (int) Math.floorMod(pane, (long) panes);
  }

  private void grow(int feature) {
    if (feature >= frequencies.length) {
      int size = Math.max(feature + 1, frequencies.length + frequencies.length / 2);
      counts = Arrays.copyOf(counts, size * panes);
      frequencies = Arrays.copyOf(frequencies, size);
      embeddings = Arrays.copyOf(embeddings, size * dim);
      embedded = Arrays.copyOf(embedded, size);
    }
  }
}
