package io.saec.client.rocksdb;

import java.nio.ByteBuffer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Rows that are written and deleted at once or not at all. (not thread safe) */
final class Batch implements AutoCloseable {
  private static final int ROOM = 1024;

  private final WriteBatch rows = new WriteBatch();

  /** What lies outside the heap is handed over without a copy in between. */
  private final ByteBuffer key = ByteBuffer.allocateDirect(ROOM);

  private final ByteBuffer value = ByteBuffer.allocateDirect(ROOM);

  void put(byte[] key, byte[] value) throws RocksDBException {
    rows.put(key, value);
  }

  /**
   * Puts a row of some bytes.
   *
   * @param keyLength at most {@link Rows#LONGEST_KEY}
   */
  void put(byte[] from, int keyLength, byte[] value, int valueLength) throws RocksDBException {
    rows.put(put(from, keyLength, key), put(value, valueLength, room(valueLength)));
  }

  private ByteBuffer room(int length) {
    return length <= ROOM ? value : ByteBuffer.allocateDirect(length);
  }

  private static ByteBuffer put(byte[] from, int length, ByteBuffer to) {
    return to.clear().put(from, 0, length).flip();
  }

  void delete(byte[] from, int keyLength) throws RocksDBException {
    rows.delete(put(from, keyLength, key));
  }

  /** Deletes all rows from a key on, {@code to} excluded. */
  void deleteRange(byte[] from, byte[] to) throws RocksDBException {
    rows.deleteRange(from, to);
  }

  boolean isEmpty() {
    return rows.count() == 0;
  }

  /** For RocksDB, as long as this is open. */
  WriteBatch rows() {
    return rows;
  }

  @Override
  public void close() {
    rows.close();
  }
}
