package io.saec.client.snapshot;

import io.saec.model.Encoding;
import java.util.List;

/**
 * What a snapshot says of itself.
 *
 * @param field it is of
 * @param version of the codebook
 * @param boundary event time as of which the codebook was made, epoch milliseconds
 * @param k centroids
 * @param dim of each
 * @param encoding that they are kept in
 * @param fallbackRow row of the centroid that unknown features read as
 * @param features in the table
 * @param leftOut features that were mapped and are not in the table
 * @param idBits bits of a centroid's row
 * @param fingerprintBits bits that tell an unknown feature
 * @param mappingChecksum sum of {@link io.saec.model.Hashes#ofMapping} over the table
 * @param codebookChecksum as in the manifest
 * @param positions that the topics had been read to
 * @param bytes of the file
 */
public record SnapshotHeader(
    String field,
    long version,
    long boundary,
    int k,
    int dim,
    Encoding encoding,
    int fallbackRow,
    long features,
    long leftOut,
    int idBits,
    int fingerprintBits,
    long mappingChecksum,
    long codebookChecksum,
    List<Position> positions,
    long bytes) {

  /** Bits of a value in the table. */
  int columns() {
    return idBits + fingerprintBits;
  }

  /** Bits that tell k rows apart; none where there is one. */
  static int idBits(int k) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(k - 1);
  }
}
