package io.saec.client.rocksdb;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.WALRecoveryMode;

/** How RocksDB is set up: for single small rows, half of them looked for in vain. */
final class Settings {
  /** Of write buffers: one that is written to and two that become files. */
  private static final int WRITE_BUFFERS = 3;

  /** Of a write buffer, for a filter that spares the search in it. */
  private static final double BUFFER_FILTER = 0.05;

  private static final int BLOCK_BYTES = 4096;

  /** At most, in a block, from where a search in it ends. */
  private static final int ROWS_PASSED_OVER = 4;

  /** Has the cache find out how large its blocks are. */
  private static final long ANY_BLOCK_SIZE = 0;

  private static final int CACHE_SHARD_BITS = 4;

  /** Checksums of blocks by XXH3, and smaller indexes. */
  private static final int TABLE_FORMAT = 6;

  private static final int LOG_FILES = 2;
  private static final int LOG_BYTES = 1 << 20;

  private Settings() {}

  static Options of(RocksOptions options, NativeHandles handles) {
    // Whose look-ups take no lock.
    HyperClockCache cache =
        handles.keep(
            new HyperClockCache(options.blockCache(), ANY_BLOCK_SIZE, CACHE_SHARD_BITS, false));
    BloomFilter filter = handles.keep(new BloomFilter(options.filterBits()));
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setFormatVersion(TABLE_FORMAT)
            .setBlockSize(BLOCK_BYTES)
            .setFilterPolicy(filter)
            .setBlockRestartInterval(ROWS_PASSED_OVER)
            .setBlockCache(cache)
            // Beside the cache: a look-up would else go to it three times a file, not once.
            .setCacheIndexAndFilterBlocks(false);
    return handles.keep(
        new Options()
            .setCreateIfMissing(true)
            .setTableFormatConfig(table)
            // Rows are names and a few bytes: a look-up would pay for the little that is gained.
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setLevelCompactionDynamicLevelBytes(true)
            .setWriteBufferSize(options.writeBuffer())
            .setMaxWriteBufferNumber(WRITE_BUFFERS)
            .setMemtablePrefixBloomSizeRatio(BUFFER_FILTER)
            .setMemtableWholeKeyFiltering(true)
            .setMaxBackgroundJobs(options.backgroundThreads())
            // What a kill cut off at the end of the log was no commit.
            .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(LOG_FILES)
            .setMaxLogFileSize(LOG_BYTES)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0));
  }
}
