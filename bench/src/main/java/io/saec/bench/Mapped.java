package io.saec.bench;

import io.saec.clustering.Codebook;
import io.saec.clustering.NearestCentroids;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every live feature of a field, mapped.
 *
 * @param rows centroid of each row of the snapshot, shape [n]
 * @param ids cluster of each feature by its number, {@link Overlap#NONE} where it is not live
 */
record Mapped(int[] rows, int[] ids) {

  /** Every feature to its nearest centroid; the row of a centroid is its id. */
  static Mapped nearest(FieldSnapshot snapshot, float[] centroids) {
    int[] rows = new int[snapshot.live()];
    int k = centroids.length / snapshot.dim();
    NearestCentroids.of(centroids, k, snapshot.dim()).nearest(snapshot.share().embeddings(), rows);
    return new Mapped(rows, byNumber(snapshot, rows));
  }

  /**
   * As a job seals it: a feature stays with its cluster unless another one is nearer by more than
   * {@code hysteresis} of the squared distance.
   *
   * @param before the mapping at the last seal, null if there was none
   */
  static Mapped sealed(
      FieldSnapshot snapshot, Codebook codebook, @Nullable Mapped before, double hysteresis) {
    Mapped nearest = nearest(snapshot, codebook.centroids());
    int[] rows = nearest.rows();
    int[] ids = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int feature = snapshot.features()[i];
      if (before != null && feature < before.ids().length) {
        int row = codebook.rowOf(before.ids()[feature]);
        if (row >= 0 && !gains(snapshot, i, codebook, row, rows[i], hysteresis)) {
          rows[i] = row;
        }
      }
      ids[i] = codebook.ids()[rows[i]];
    }
    return new Mapped(rows, byNumber(snapshot, ids));
  }

  private static boolean gains(
      FieldSnapshot snapshot, int point, Codebook codebook, int from, int to, double hysteresis) {
    float[] points = snapshot.share().embeddings();
    int dim = snapshot.dim();
    double now = Errors.squaredDistance(points, point, codebook.centroids(), from, dim);
    double next = Errors.squaredDistance(points, point, codebook.centroids(), to, dim);
    return now - next > hysteresis * now;
  }

  private static int[] byNumber(FieldSnapshot snapshot, int[] ids) {
    int[] byNumber = new int[snapshot.numbers()];
    Arrays.fill(byNumber, Overlap.NONE);
    for (int i = 0; i < ids.length; i++) {
      byNumber[snapshot.features()[i]] = ids[i];
    }
    return byNumber;
  }
}
