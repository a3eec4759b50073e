package io.saec.client.rocksdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.rocksdb.WriteBatch;

/**
 * Rows that are written and deleted at once or not at all, in the form that RocksDB logs them in:
 * an i64 that it fills in, an i32 with the number of changes (both little-endian), and the changes:
 * a byte that says what is done, and one or two slices, each a varint length and so many bytes. To
 * hand all over in one piece spares a call into native code for every row. (not thread safe)
 */
final class Batch {
  private static final byte DELETE = 0;
  private static final byte PUT = 1;
  private static final byte DELETE_RANGE = 15;

  private static final int COUNT_AT = Long.BYTES;
  private static final int FIRST = COUNT_AT + Integer.BYTES;
  private static final int LONGEST_VARINT = 5;
  private static final int ROOM = 1 << 16;

  private byte[] bytes = new byte[ROOM];
  private int at = FIRST;
  private int count;

  void put(byte[] key, byte[] value) {
    put(key, key.length, value, value.length);
  }

  void put(byte[] key, int keyLength, byte[] value, int valueLength) {
    change(PUT, keyLength + valueLength);
    slice(key, keyLength);
    slice(value, valueLength);
  }

  void delete(byte[] key, int keyLength) {
    change(DELETE, keyLength);
    slice(key, keyLength);
  }

  /** Deletes all rows from a key on, {@code to} excluded. */
  void deleteRange(byte[] from, byte[] to) {
    change(DELETE_RANGE, from.length + to.length);
    slice(from, from.length);
    slice(to, to.length);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** For RocksDB; the caller's to close. */
  WriteBatch rows() {
    byte[] all = Arrays.copyOf(bytes, at);
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, count);
    return new WriteBatch(all);
  }

  private void change(byte what, int length) {
    int room = at + 1 + 2 * LONGEST_VARINT + length;
    if (room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(room, 2 * bytes.length));
    }
    bytes[at++] = what;
    count++;
  }

  private void slice(byte[] from, int length) {
    at = Rows.varint(length, bytes, at);
    System.arraycopy(from, 0, bytes, at, length);
    at += length;
  }
}
