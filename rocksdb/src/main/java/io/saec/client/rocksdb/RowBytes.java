package io.saec.client.rocksdb;

import io.saec.client.store.Mapping;
import org.rocksdb.RocksDBException;

/** Room for one feature's row, used again and again. (not thread safe) */
final class RowBytes {
  private static final int USUAL_VALUE = 64;

  private final byte[] key = new byte[Rows.LONGEST_KEY];
  private byte[] value = new byte[USUAL_VALUE];
  private int length;

  /** Whether the feature has a row; the other methods are about that one then. */
  boolean read(Database database, int part, String feature) {
    int keyLength = Rows.mapping(part, feature, key);
    if (keyLength <= Rows.PART_KEY) {
      return false;
    }
    length = database.get(key, keyLength, value);
    while (length > value.length) {
      value = new byte[length];
      length = database.get(key, keyLength, value);
    }
    return length != Database.NOT_FOUND;
  }

  int clusterOf(long version) {
    return Rows.clusterOf(value, length, version);
  }

  Mapping mapping() {
    return Rows.mapping(value, length);
  }

  void putIn(Batch batch, int part, String feature, Mapping mapping) throws RocksDBException {
    int room = Rows.room(mapping);
    if (room > value.length) {
      value = new byte[room];
    }
    batch.put(key, Rows.mapping(part, feature, key), value, Rows.write(mapping, value));
  }

  void deleteIn(Batch batch, int part, String feature) throws RocksDBException {
    batch.delete(key, Rows.mapping(part, feature, key));
  }
}
