package io.saec.client.rocksdb;

import io.saec.client.store.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteOptions;

/**
 * RocksDB behind a gate: after {@link #close} every call fails with a {@link StoreException}, where
 * RocksDB itself would bring the process down. Every error names the directory. (thread safe)
 */
final class Database implements AutoCloseable {
  /** Stands for the length of a row that does not exist. */
  static final int NOT_FOUND = RocksDB.NOT_FOUND;

  private static final int ROOM = 512;

  private final Path directory;
  private final NativeHandles handles;
  private final RocksDB rocks;
  private final ReadOptions look;
  private final WriteOptions unsynced;
  private final Gate gate = new Gate();

  /** Is shown rows, whose bytes are another row's once it returns. */
  interface Visitor {
    void visit(byte[] key, int keyLength, byte[] value, int valueLength);
  }

  private Database(Path directory, NativeHandles handles, RocksDB rocks) {
    this.directory = directory;
    this.handles = handles;
    this.rocks = handles.keep(rocks);
    this.look = handles.keep(new ReadOptions());
    // Written to the log at once, but not forced to disk: that is left to the operating system.
    this.unsynced = handles.keep(new WriteOptions().setSync(false));
  }

  /**
   * Opens it, or makes it if it is not there.
   *
   * @throws StoreException if it is in use, damaged, or cannot be read or written
   */
  static Database open(StoreDirectory directory, RocksOptions options) {
    NativeHandles handles = new NativeHandles();
    try {
      RocksDB.loadLibrary();
      RocksDB rocks = RocksDB.open(Settings.of(options, handles), directory.database().toString());
      return new Database(directory.path(), handles, rocks);
    } catch (RocksDBException e) {
      handles.close();
      throw directory.refusal(e);
    } catch (UnsatisfiedLinkError | RuntimeException e) {
      handles.close();
      throw new StoreException(
          "cannot load RocksDB's native library by way of java.io.tmpdir, %s: %s"
              .formatted(System.getProperty("java.io.tmpdir"), e),
          e);
    }
  }

  /**
   * Reads a row.
   *
   * @param value receives as much of it as there is room for
   * @return the length of all of it, or {@link #NOT_FOUND}
   */
  int get(byte[] key, int keyLength, byte[] value) {
    int lane = enter();
    try {
      return rocks.get(look, key, 0, keyLength, value, 0, value.length);
    } catch (RocksDBException e) {
      throw failed("read", e);
    } finally {
      gate.leave(lane);
    }
  }

  /** Reads a row, null if it does not exist. */
  byte @Nullable [] get(byte[] key) {
    int lane = enter();
    try {
      return rocks.get(look, key);
    } catch (RocksDBException e) {
      throw failed("read", e);
    } finally {
      gate.leave(lane);
    }
  }

  /** The first key that is not before this one, null if there is none. */
  byte @Nullable [] keyFrom(byte[] key) {
    int lane = enter();
    try (RocksIterator row = rocks.newIterator(look)) {
      row.seek(key);
      row.status();
      return row.isValid() ? row.key() : null;
    } catch (RocksDBException e) {
      throw failed("read", e);
    } finally {
      gate.leave(lane);
    }
  }

  /** Shows the rows as they are now, in the order of their keys, {@code to} excluded. */
  void forEach(byte[] from, byte[] to, Visitor visitor) {
    int lane = enter();
    try (Slice end = new Slice(to);
        ReadOptions passing = new ReadOptions().setIterateUpperBound(end).setFillCache(false);
        RocksIterator row = rocks.newIterator(passing)) {
      byte[] key = new byte[ROOM];
      byte[] value = new byte[ROOM];
      for (row.seek(from); row.isValid(); row.next()) {
        checkOpen();
        int valueLength = row.value(value);
        if (valueLength > value.length) {
          value = row.value();
        }
        visitor.visit(key, row.key(key), value, valueLength);
      }
      row.status();
    } catch (RocksDBException e) {
      throw failed("read", e);
    } finally {
      gate.leave(lane);
    }
  }

  /** Says what a batch is to hold. */
  interface Changes {
    void addTo(Batch batch) throws RocksDBException;
  }

  /** Makes all changes or none. */
  void write(Changes changes) {
    int lane = enter();
    try (Batch batch = new Batch()) {
      changes.addTo(batch);
      if (!batch.isEmpty()) {
        rocks.write(unsynced, batch.rows());
      }
    } catch (RocksDBException e) {
      throw failed("write to", e);
    } finally {
      gate.leave(lane);
    }
  }

  private int enter() {
    int lane = gate.enter();
    if (Gate.refused(lane)) {
      throw closed();
    }
    return lane;
  }

  /**
   * @throws StoreException if it is closed, or about to be
   */
  void checkOpen() {
    if (gate.isShut()) {
      throw closed();
    }
  }

  private StoreException closed() {
    return new StoreException("the store in " + directory + " is closed");
  }

  private StoreException failed(String what, RocksDBException e) {
    return new StoreException(
        "cannot %s the store in %s: %s".formatted(what, directory, e.getMessage()), e);
  }

  /** Waits for who is reading. What was written stays, and nothing else is. */
  @Override
  public synchronized void close() {
    gate.shut();
    handles.close();
  }
}
