package io.saec.model;

import java.util.List;

/**
 * What a version of a field's codebook is made of; the value of a {@code field} record, written
 * after the version's centroids.
 *
 * @param version grows by one with every codebook of the field
 * @param boundary event time as of which it was made, epoch milliseconds
 * @param k centroids in the codebook
 * @param dim dimension of the field
 * @param encoding word of the grid the centroids lie on
 * @param scale step of the grid by dimension, shape [dim]; empty for encodings without one
 * @param stages 1; 2 is reserved for residual ids
 * @param fallback cluster for features that are not in the mapping
 * @param because why it was made: first, interval, growth or drift
 * @param distortion over the head, 0 lossless, 1 one centroid
 * @param unit mean squared distance that the distortion is relative to: 1 of a feature's error
 * @param headFeatures features in the head
 * @param headCoverage share of the field's occurrences that the head holds
 * @param born ids that the version before did not have, with the cluster they came from
 * @param retired ids that the version before had, with the cluster that takes their place
 * @param shards that the field has in all
 * @param sealedBy shards that will seal this version, ascending
 * @param changed centroid records of this version
 * @param size bytes of the field before and after
 * @param checksum sum of {@link Hashes#ofCentroid} over all k centroids, as {@link Hashes#hex}
 */
public record Manifest(
    long version,
    long boundary,
    int k,
    int dim,
    String encoding,
    List<Float> scale,
    int stages,
    int fallback,
    String because,
    double distortion,
    double unit,
    int headFeatures,
    double headCoverage,
    List<Kin> born,
    List<Kin> retired,
    int shards,
    List<Integer> sealedBy,
    int changed,
    Size size,
    String checksum) {

  /**
   * A cluster that came or went, and its next of kin.
   *
   * @param id of the cluster that was born or retired
   * @param kin parent of a born cluster, successor of a retired one; -1 if there is none
   */
  public record Kin(int id, int kin) {}

  /**
   * What the field takes.
   *
   * @param features of the field as of the boundary
   * @param before bytes of their float32 embeddings
   * @param after bytes of ids and centroids
   * @param accounting how the bytes were counted, in words
   */
  public record Size(int features, long before, long after, String accounting) {}
}
