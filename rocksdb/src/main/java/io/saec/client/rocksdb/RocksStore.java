package io.saec.client.rocksdb;

import io.saec.client.snapshot.Position;
import io.saec.client.store.FieldStore;
import io.saec.client.store.StoreException;
import io.saec.client.store.ViewStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Keeps everything in RocksDB, in a directory of its own. A restart finds what was there at the
 * last commit, {@code kill -9} included; after a crash of the machine, what was there at one of the
 * commits of its last seconds, with the positions of that commit.
 *
 * <p>A commit is one batch. If it fails, on a full disk say, so does every later one: look-ups go
 * on in what was put, and a restart finds what the last good commit kept. After {@link #close}
 * every call fails with a {@link StoreException}.
 *
 * <p>One process can have it open, once. No class path may have both this and Flink's state
 * backend, whose fork of RocksDB has the same class names. (thread safe for readers, one writer)
 */
public final class RocksStore implements ViewStore {
  /** A class that Flink's fork has and RocksDB has not. */
  private static final String OF_THE_FORK = "org/rocksdb/FlinkCompactionFilter.class";

  private final Path directory;
  private final Database database;
  private final Set<String> kept;
  private final Map<String, RocksField> parts = new TreeMap<>();

  /** Parts that were made beside and neither adopted nor discarded yet. */
  private final Set<RocksField> beside = new LinkedHashSet<>();

  /** Fields whose part is another one than the database says. */
  private final Set<String> renamed = new TreeSet<>();

  /** Parts to be deleted by the next commit. */
  private List<RocksField> useless = new ArrayList<>();

  /** Parts that were replaced since the last commit: look-ups may still be under way in them. */
  private List<RocksField> replaced = new ArrayList<>();

  private List<Position> positions;
  private int nextPart;
  private @Nullable StoreException failure;

  private RocksStore(Path directory, Database database) {
    this.directory = directory;
    this.database = database;
    readFields();
    this.kept = Set.copyOf(parts.keySet());
    this.positions = Rows.positions(database.get(Rows.positions()));
    this.nextPart = 1 + deleteNameless();
  }

  /** Opens a store with {@link RocksOptions#DEFAULTS}. */
  public static RocksStore open(Path directory) {
    return open(directory, RocksOptions.DEFAULTS);
  }

  /**
   * Opens a store, or makes one.
   *
   * @param directory of the store; empty or not there for a new one
   * @throws StoreException naming the directory, if it holds something else or a store of another
   *     format, if it is in use by this process or another, or if it cannot be read or written
   */
  public static RocksStore open(Path directory, RocksOptions options) {
    if (RocksStore.class.getClassLoader().getResource(OF_THE_FORK) != null) {
      throw new StoreException(
          "Flink's fork of RocksDB is on the class path of the store in "
              + directory
              + ": leave frocksdbjni out of it, as ./saec does");
    }
    StoreDirectory store = new StoreDirectory(directory);
    store.claim();
    Database database = Database.open(store, options);
    try {
      return new RocksStore(directory, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private void readFields() {
    database.forEach(
        new byte[] {Rows.FIELD},
        new byte[] {Rows.FIELD + 1},
        (key, keyLength, value, valueLength) ->
            parts.put(Rows.fieldOf(key, keyLength), new RocksField(database, Rows.id(value))));
  }

  /**
   * Deletes the parts that belong to no field: they were beside when the process ended.
   *
   * @return the highest number of a part
   */
  private int deleteNameless() {
    Set<Integer> named = new HashSet<>();
    parts.values().forEach(part -> named.add(part.part()));
    int highest = 0;
    Set<Integer> nameless = new TreeSet<>();
    for (byte kind : Rows.KINDS_OF_A_PART) {
      int part = partFrom(kind, 0);
      while (part >= 0) {
        highest = Math.max(highest, part);
        if (!named.contains(part)) {
          nameless.add(part);
        }
        part = partFrom(kind, part + 1);
      }
    }
    database.write(
        batch -> {
          for (int part : nameless) {
            RocksField.deleteIn(batch, part);
          }
        });
    return highest;
  }

  /** The first part with rows of a kind that is not before {@code part}; -1 if there is none. */
  private int partFrom(byte kind, int part) {
    byte[] key = database.keyFrom(Rows.part(kind, part));
    return key == null || key[0] != kind ? -1 : Rows.partOf(key);
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public Set<String> fields() {
    return kept;
  }

  @Override
  public FieldStore field(String field) {
    RocksField part = parts.get(field);
    if (part == null) {
      part = newPart();
      parts.put(field, part);
      renamed.add(field);
    }
    return part;
  }

  private RocksField newPart() {
    return new RocksField(database, nextPart++);
  }

  @Override
  public FieldStore beside(String field) {
    RocksField part = newPart();
    beside.add(part);
    return part;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if it is not beside
   */
  @Override
  public void adopt(String field, FieldStore part) {
    RocksField adopted = takeBeside(part);
    RocksField before = parts.put(field, adopted);
    if (before != null) {
      replaced.add(before);
    }
    renamed.add(field);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if it is not beside
   */
  @Override
  public void discard(FieldStore part) {
    useless.add(takeBeside(part));
  }

  private RocksField takeBeside(FieldStore part) {
    if (part instanceof RocksField field && beside.remove(field)) {
      return field;
    }
    throw new IllegalArgumentException("the part is not one beside");
  }

  @Override
  public List<Position> positions() {
    return positions;
  }

  @Override
  public void commit(List<Position> read) {
    database.checkOpen();
    if (failure != null) {
      throw new StoreException(
          "the store in " + directory + " keeps nothing more, since it failed before", failure);
    }
    List<RocksField> all = new ArrayList<>(parts.values());
    all.addAll(beside);
    try {
      database.write(batch -> addTo(batch, all, read));
    } catch (StoreException e) {
      failure = e;
      throw e;
    }
    all.forEach(RocksField::written);
    renamed.clear();
    useless = replaced;
    replaced = new ArrayList<>();
    positions = List.copyOf(read);
  }

  private void addTo(Batch batch, List<RocksField> all, List<Position> read)
      throws RocksDBException {
    for (RocksField part : all) {
      part.addTo(batch);
    }
    for (String field : renamed) {
      batch.put(Rows.field(field), Rows.id(Objects.requireNonNull(parts.get(field)).part()));
    }
    for (RocksField part : useless) {
      RocksField.deleteIn(batch, part.part());
    }
    batch.put(Rows.positions(), Rows.positions(read));
  }

  /** Rows of mappings in the database, of all parts. */
  int mappingRows() {
    AtomicInteger rows = new AtomicInteger();
    database.forEach(
        new byte[] {Rows.MAPPING},
        new byte[] {Rows.MAPPING + 1},
        (key, keyLength, value, valueLength) -> rows.incrementAndGet());
    return rows.get();
  }

  @Override
  public void close() {
    database.close();
  }
}
