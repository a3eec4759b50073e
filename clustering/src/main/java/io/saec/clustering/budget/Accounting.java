package io.saec.clustering.budget;

import java.io.Serializable;
import java.util.Map;

/**
 * How the bytes of a table are counted, before and after compression. A ratio means nothing without
 * it: keys of 8 bytes on both sides make 7 to 11 out of 27. So {@link #formula} goes wherever a
 * ratio goes.
 *
 * @param idBytes bytes of a cluster id, 1 to 4; {@link #PACKED} for ceil(log2 k) bits
 * @param keyBytes bytes of a feature's key, which the full and the compressed table both have; 0 if
 *     keys are not counted
 * @param bytesPerDimension of a centroid: 1 (int8), 2 (fp16) or 4 (fp32); int8 has a scale of 4
 *     bytes a dimension besides, once a field
 */
public record Accounting(int idBytes, int keyBytes, int bytesPerDimension) implements Serializable {
  /** Ids of ceil(log2 k) bits, without padding; none at all where k is 1. */
  public static final int PACKED = 0;

  private static final String PACKED_WORD = "packed";
  private static final String BYTE_WORD = "-byte";
  private static final Map<Integer, String> ENCODINGS = Map.of(1, "int8", 2, "fp16", 4, "fp32");

  public Accounting {
    if (idBytes != PACKED && (idBytes < 1 || idBytes > 4)) {
      throw new IllegalArgumentException("an id takes 1 to 4 bytes, not " + idBytes);
    }
    if (keyBytes < 0) {
      throw new IllegalArgumentException("bytes of a key are negative: " + keyBytes);
    }
    if (!ENCODINGS.containsKey(bytesPerDimension)) {
      throw new IllegalArgumentException(
          "a dimension of a centroid takes 1, 2 or 4 bytes, not " + bytesPerDimension);
    }
  }

  /**
   * Reads the word of {@code idBytes}: {@code packed}, or {@code 1-byte} to {@code 4-byte}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static int idBytes(String word) {
    if (word.equals(PACKED_WORD)) {
      return PACKED;
    }
    for (int bytes = 1; bytes <= 4; bytes++) {
      if (word.equals(bytes + BYTE_WORD)) {
        return bytes;
      }
    }
    throw new IllegalArgumentException(
        "ids are packed, 1-byte, 2-byte, 3-byte or 4-byte, not '" + word + "'");
  }

  /** The most clusters that ids of this kind can tell apart, or more than any field has. */
  public int mostClusters() {
    return idBytes == PACKED || idBytes == 4 ? Integer.MAX_VALUE : 1 << (idBytes * Byte.SIZE);
  }

  /**
   * Bytes of the table as it was: float32 vectors and keys.
   *
   * @param features live features of the field, at least 0
   * @throws ArithmeticException if that is beyond a long
   */
  public long full(long features, int dim) {
    return Math.multiplyExact(features, (long) dim * Float.BYTES + keyBytes);
  }

  /**
   * Bytes of the compressed table: {@code ceil(features * bits / 8) + features * keyBytes + k * dim
   * * bytesPerDimension}, and the scale.
   *
   * @param features live features of the field, at least 0
   * @param k centroids, at least 1
   * @throws IllegalArgumentException if k is not in [1, {@link #mostClusters}]
   * @throws ArithmeticException if that is beyond a long
   */
  public long compressed(long features, int k, int dim) {
    if (k < 1 || k > mostClusters()) {
      throw new IllegalArgumentException(ids() + " ids do not name " + k + " clusters");
    }
    long bits = Math.multiplyExact(features, (long) idBits(k));
    long ids = bits / Byte.SIZE + (bits % Byte.SIZE == 0 ? 0 : 1);
    long keys = Math.multiplyExact(features, (long) keyBytes);
    long scale = bytesPerDimension == 1 ? (long) dim * Float.BYTES : 0;
    long centroids = Math.multiplyExact((long) k * dim, (long) bytesPerDimension);
    return Math.addExact(Math.addExact(ids, keys), Math.addExact(centroids, scale));
  }

  /** What is counted, in words: {@code packed ids + int8 centroids, no keys}. */
  public String formula() {
    String keys = keyBytes == 0 ? "no keys" : keyBytes + BYTE_WORD + " keys on both sides";
    return ids() + " ids + " + ENCODINGS.get(bytesPerDimension) + " centroids, " + keys;
  }

  /** Bits of an id among k. */
  private int idBits(int k) {
    return idBytes == PACKED
        ? Integer.SIZE - Integer.numberOfLeadingZeros(k - 1)
        : idBytes * Byte.SIZE;
  }

  private String ids() {
    return idBytes == PACKED ? PACKED_WORD : idBytes + BYTE_WORD;
  }
}
