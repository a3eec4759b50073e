package io.saec.clustering;

import java.util.Arrays;
import java.util.List;

/**
 * What makes a head: the smallest set of most frequent features that covers a share of all
 * occurrences. The same rule cuts a shard's share and the field's head.
 */
public final class Heads {
  private Heads() {}

  /**
   * Number of features to keep: as many as it takes to cover {@code coverage * occurrences}, at
   * most {@code maxFeatures}, but never fewer than {@code atLeast} where there are as many.
   * Features that were not seen cover nothing and are kept for {@code atLeast} alone.
   *
   * @param frequencies shape [n], descending, each at least 0
   * @param occurrences to cover, those of features that are not in {@code frequencies} included
   * @param coverage in [0, 1]
   * @param maxFeatures at least 0; {@code atLeast} goes before it
   * @param atLeast at least 0
   * @return in [0, n]
   */
  public static int cut(
      long[] frequencies, long occurrences, double coverage, int maxFeatures, int atLeast) {
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage is not within 0 and 1: " + coverage);
    }
    double wanted = coverage * occurrences;
    int most = Math.min(maxFeatures, frequencies.length);
    int rows = 0;
    long covered = 0;
    while (rows < most && frequencies[rows] > 0 && covered < wanted) {
      covered += frequencies[rows++];
    }
    return Math.max(rows, Math.min(atLeast, frequencies.length));
  }

  /**
   * Merges the shares of a field's shards into its head. Rows are ordered by frequency, descending;
   * equals by shard, then by their order within the share: so the head depends on what the shards
   * hold, not on when their shares came. Costs n log n for n features in all shares.
   *
   * @param shares in the order of the shards
   * @param dim dimension of the field
   * @throws IllegalArgumentException if a share has another dimension
   */
  public static Head merge(
      List<HeadShare> shares, int dim, double coverage, int maxFeatures, int atLeast) {
    long occurrences = 0;
    int size = 0;
    for (int shard = 0; shard < shares.size(); shard++) {
      HeadShare share = shares.get(shard);
      if (share.dim() != dim) {
        throw new IllegalArgumentException(
            "share " + shard + " has " + share.dim() + " dimensions, the field has " + dim);
      }
      occurrences += share.occurrences();
      size = Math.addExact(size, share.size());
    }
    ShareCursors cursors = new ShareCursors(shares);
    int[] origins = new int[size];
    long[] frequencies = new long[size];
    for (int row = 0; row < size; row++) {
      frequencies[row] = cursors.frequency();
      origins[row] = cursors.advance();
    }
    int rows = cut(frequencies, occurrences, coverage, maxFeatures, atLeast);
    int[] ranks = new int[shares.size()];
    float[] embeddings = new float[Math.multiplyExact(rows, dim)];
    for (int row = 0; row < rows; row++) {
      int shard = origins[row];
      int rank = ranks[shard]++;
      System.arraycopy(shares.get(shard).embeddings(), rank * dim, embeddings, row * dim, dim);
    }
    return new Head(dim, embeddings, Arrays.copyOf(frequencies, rows), occurrences);
  }
}
