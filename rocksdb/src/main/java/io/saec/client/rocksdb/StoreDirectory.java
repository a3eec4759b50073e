package io.saec.client.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saec.client.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * The directory of a store: a file that says that it is one and which format it has, written before
 * anything else, and RocksDB's own directory.
 *
 * @param path of the directory
 */
record StoreDirectory(Path path) {
  /** Of the rows. */
  static final int FORMAT = 1;

  private static final String MARK = "saec-store";
  private static final String MARK_BEGUN = "saec-store.begun";
  private static final String TEXT = "saec rocksdb store, format ";

  /** Where RocksDB has its files. */
  Path database() {
    return path.resolve("rocksdb");
  }

  /**
   * Makes a store of a directory that is empty or not there, and leaves one alone that it can read.
   *
   * @throws StoreException naming the directory, if it is anything else
   */
  void claim() {
    try {
      Files.createDirectories(path);
      if (!Files.exists(path.resolve(MARK))) {
        makeStore();
      }
      check(Files.readString(path.resolve(MARK)));
    } catch (IOException e) {
      throw new StoreException("cannot open the store in " + path + ": " + e, e);
    }
  }

  /** Why RocksDB does not open its part of it, in the words of this project. */
  StoreException refusal(RocksDBException e) {
    String said = String.valueOf(e.getMessage());
    // Another process has the lock, or this one.
    boolean inUse = said.startsWith("While lock file:") || said.startsWith("lock hold by");
    return new StoreException(
        inUse
            ? "the store in %s is in use, by another process or this one: give each its own directory (%s)"
                .formatted(path, said)
            : "cannot open the store in %s: %s".formatted(path, said),
        e);
  }

  private void makeStore() throws IOException {
    List<String> foreign;
    try (Stream<Path> entries = Files.list(path)) {
      foreign =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !name.equals(MARK_BEGUN))
              .sorted()
              .toList();
    }
    if (!foreign.isEmpty()) {
      throw new StoreException(
          "%s is not a store, it holds '%s': give an empty directory"
              .formatted(path, foreign.get(0)));
    }
    Path begun = path.resolve(MARK_BEGUN);
    Files.writeString(begun, TEXT + FORMAT + '\n', UTF_8);
    Files.move(begun, path.resolve(MARK), StandardCopyOption.ATOMIC_MOVE);
  }

  private void check(String mark) {
    String format = mark.strip();
    if (!format.equals(TEXT + FORMAT)) {
      throw new StoreException(
          format.startsWith(TEXT)
              ? "the store in %s has format %s, this reads %d: begin with an empty directory"
                  .formatted(path, format.substring(TEXT.length()), FORMAT)
              : "%s is not a store, its file '%s' is another's: give an empty directory"
                  .formatted(path, MARK));
    }
  }
}
