package io.saec.clustering;

import org.jspecify.annotations.Nullable;

/**
 * Makes a field's next codebook. Pure: what comes out depends on the arguments alone, so a restart
 * in mid-computation gives the same bits.
 */
public interface CodebookMaker {

  /**
   * The codebook that follows {@code previous} at a boundary.
   *
   * @param field name; what a maker draws at random derives from it and the new version
   * @param previous the codebook in force, null for the field's first
   * @param head at least one feature
   * @param k centroids wanted, at least 1; fewer are made where the head has fewer distinct points,
   *     or where no point of the head is nearest to one
   * @param boundary event time, epoch milliseconds
   */
  Codebook next(String field, @Nullable Codebook previous, Head head, int k, long boundary);

  /**
   * Distortion of a codebook on a head: {@code sum f |x-c|^2 / max(sum f |x-mean|^2, 2^-10 sum f
   * |x|^2)}, at most 1; 0 where every point lies on its centroid. The second term keeps the grid's
   * error small beside a head that is all but one point. It is what {@link #next} writes into a
   * codebook, so the two tell exactly what a new codebook gains.
   */
  double distortion(Codebook codebook, Head head);
}
