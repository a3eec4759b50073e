package io.saec.client.rocksdb;

/**
 * What a store may take of the host. Its memory is {@code blockCache + 3 * writeBuffer} bytes at
 * most outside the heap, and {@code filterBits / 8 + 0.5} bytes a feature for filters and indexes;
 * on the heap, what is put between two commits.
 *
 * @param blockCache bytes for rows that were read
 * @param writeBuffer bytes that are collected in memory before they become a file
 * @param filterBits of the filters, a feature: 10 let one in a hundred unknown features through
 * @param backgroundThreads that write and merge files, of all stores in the process
 */
public record RocksOptions(
    long blockCache, long writeBuffer, int filterBits, int backgroundThreads) {
  private static final long MIB = 1 << 20;

  /** 256 MiB of cache, 16 MiB a buffer, 10 bits, 2 threads. */
  public static final RocksOptions DEFAULTS = new RocksOptions(256 * MIB, 16 * MIB, 10, 2);

  /**
   * @throws IllegalArgumentException naming what makes no sense
   */
  public RocksOptions {
    check(blockCache >= MIB, "blockCache is less than 1 MiB: " + blockCache);
    check(writeBuffer >= MIB, "writeBuffer is less than 1 MiB: " + writeBuffer);
    check(filterBits >= 1 && filterBits <= 32, "filterBits is not in 1 to 32: " + filterBits);
    check(backgroundThreads >= 1, "backgroundThreads is less than 1: " + backgroundThreads);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
