package io.saec.client.snapshot;

/**
 * A part of the file.
 *
 * @param offset a multiple of {@link #ALIGNMENT}
 * @param length without the zeros up to the next section
 * @param checksum CRC32C, those zeros included
 */
record Section(int offset, int length, int checksum) {
  /** A cache line. */
  static final int ALIGNMENT = 64;

  /** So that eight bytes can be read at once wherever one of a table is. */
  static final int BEHIND = Long.BYTES - 1;

  /** What the sections are, in the order of the file. */
  enum Kind {
    /** Bit i of it is set if there is a cluster with id i; row r is the r-th of them. */
    CLUSTERS,
    /** Steps of the grid by dimension, float32, one where values are coded; empty but for int8. */
    SCALE,
    /** Shape [k, dim], row-major, in the header's encoding, or coded. */
    CENTROIDS,
    /** A byte a bucket, layer after layer. */
    THRESHOLDS,
    /** Shape [slots / 8, columns] of bytes, layer after layer, and then {@link #BEHIND} zeros. */
    TABLE
  }

  /** Where the next section begins. */
  int end() {
    return Math.toIntExact(aligned(offset + (long) length));
  }

  static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  Section withChecksum(int crc32c) {
    return new Section(offset, length, crc32c);
  }
}
