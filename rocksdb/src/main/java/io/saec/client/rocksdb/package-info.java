/** A view's mappings in RocksDB, where a restart finds them. It shares no class path with Flink. */
@NullMarked
package io.saec.client.rocksdb;

import org.jspecify.annotations.NullMarked;
