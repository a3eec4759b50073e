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
 * @param valueBits of a centroid's value: 8 (int8), 16 (fp16) or 32 (fp32), or 2 to 7 that a value
 *     of int8 takes on the average, coded; int8 has steps of 4 bytes besides, once a field: one a
 *     dimension, or one for all where values are coded
 */
public record Accounting(int idBytes, int keyBytes, int valueBits) implements Serializable {
  /** Ids of ceil(log2 k) bits, without padding; none at all where k is 1. */
  public static final int PACKED = 0;

  private static final String PACKED_WORD = "packed";
  private static final String BYTE_WORD = "-byte";
  private static final Map<Integer, String> ENCODINGS = Map.of(8, "int8", 16, "fp16", 32, "fp32");
  private static final int LEAST_CODED_BITS = 2;

  public Accounting {
    if (idBytes != PACKED && (idBytes < 1 || idBytes > 4)) {
      throw new IllegalArgumentException("an id takes 1 to 4 bytes, not " + idBytes);
    }
    if (keyBytes < 0) {
      throw new IllegalArgumentException("bytes of a key are negative: " + keyBytes);
    }
    if (!ENCODINGS.containsKey(valueBits)
        && (valueBits < LEAST_CODED_BITS || valueBits >= Byte.SIZE)) {
      throw new IllegalArgumentException(
          "a value of a centroid takes 8, 16 or 32 bits, or 2 to 7 coded, not " + valueBits);
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
   * Bytes of the compressed table: {@code ceil(features * bits / 8) + features * keyBytes + ceil(k
   * * dim * valueBits / 8)}, and the scale. Coded values may take less.
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
    long ids = bytes(Math.multiplyExact(features, (long) idBits(k)));
    long keys = Math.multiplyExact(features, (long) keyBytes);
    long centroids = bytes(Math.multiplyExact((long) k * dim, (long) valueBits));
    return Math.addExact(Math.addExact(ids, keys), Math.addExact(centroids, scale(dim)));
  }

  private long scale(int dim) {
    if (valueBits > Byte.SIZE) {
      return 0;
    }
    return valueBits < Byte.SIZE ? Float.BYTES : (long) dim * Float.BYTES;
  }

  private static long bytes(long bits) {
    return bits / Byte.SIZE + (bits % Byte.SIZE == 0 ? 0 : 1);
  }

  /**
   * What is counted, in words: {@code packed ids + int8 centroids, no keys}, or {@code packed ids +
   * int8 centroids coded in 4 bits a value, no keys}.
   */
  public String formula() {
    String keys = keyBytes == 0 ? "no keys" : keyBytes + BYTE_WORD + " keys on both sides";
    return ids() + " ids + " + centroids() + ", " + keys;
  }

  private String centroids() {
    return valueBits < Byte.SIZE
        ? "int8 centroids coded in " + valueBits + " bits a value"
        : ENCODINGS.get(valueBits) + " centroids";
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
