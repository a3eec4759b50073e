package io.saec.state;

/**
 * How far CLUSTERING has come with a field, and how the field stood when a re-clustering was last
 * considered, whether or not it was published: what later boundaries are compared with.
 *
 * @param boundary the last that was dealt with
 * @param considered the last boundary at which a codebook was made
 * @param clusters that were wanted then
 * @param distortion of the codebook in force after it, on the head of then
 */
public record Considered(long boundary, long considered, int clusters, double distortion) {

  /** The same, a boundary later at which no codebook was made. */
  public Considered at(long later) {
    return new Considered(later, considered, clusters, distortion);
  }
}
