package io.saec.client.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saec.client.store.FieldStore;
import io.saec.client.store.Mapping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A field's part of the database and, over it, what was put since the last commit. Whoever looks
 * for a feature looks into the latter first. A commit first writes it to the database and then puts
 * an empty one in its place, so that a feature is always in one or the other. (thread safe for
 * readers, one writer)
 */
final class RocksField implements FieldStore {
  /** Stands for a feature that was removed since the last commit. */
  private static final Mapping REMOVED = new Mapping(0, Mapping.NONE, null);

  private static final ThreadLocal<RowBytes> ROW = ThreadLocal.withInitial(RowBytes::new);

  private final Database database;
  private final int part;
  private volatile ConcurrentHashMap<String, Mapping> pending = new ConcurrentHashMap<>();
  private final EnumMap<Note, byte[]> notes = new EnumMap<>(Note.class);
  private final AtomicLong features;

  /** Mappings put and removed so far. */
  private final AtomicLong changes = new AtomicLong();

  private volatile Seen seen = new Seen("", false, -1);

  /**
   * Whether a feature was there when it was last asked for: who puts a mapping has asked before, so
   * that it need not be looked for again to keep count.
   *
   * @param changes so far when it was asked for
   */
  private record Seen(String feature, boolean there, long changes) {}

  RocksField(Database database, int part) {
    this.database = database;
    this.part = part;
    byte[] count = database.get(Rows.part(Rows.COUNT, part));
    this.features = new AtomicLong(count == null ? 0 : Rows.count(count));
  }

  /** What its rows are found by; no two parts of a store have the same. */
  int part() {
    return part;
  }

  @Override
  public int clusterOf(String feature, long version) {
    database.checkOpen();
    Mapping put = pending.get(feature);
    if (put != null) {
      Mapping mapping = put.asOf(version);
      return mapping == null ? Mapping.NONE : mapping.cluster();
    }
    RowBytes row = ROW.get();
    return row.read(database, part, feature) ? row.clusterOf(version) : Mapping.NONE;
  }

  @Override
  public @Nullable Mapping last(String feature) {
    database.checkOpen();
    long now = changes.get();
    Mapping found = find(feature);
    seen = new Seen(feature, found != null, now);
    return found;
  }

  private @Nullable Mapping find(String feature) {
    Mapping put = pending.get(feature);
    if (put != null) {
      return isRemoved(put) ? null : put;
    }
    RowBytes row = ROW.get();
    return row.read(database, part, feature) ? row.mapping() : null;
  }

  private static boolean isRemoved(Mapping pending) {
    return pending.cluster() == Mapping.NONE;
  }

  private boolean has(String feature) {
    Seen last = seen;
    if (last.changes == changes.get() && last.feature.equals(feature)) {
      return last.there;
    }
    return find(feature) != null;
  }

  @Override
  public void put(String feature, Mapping mapping) {
    database.checkOpen();
    Rows.checkFeature(feature);
    Rows.checkVersion(mapping);
    boolean had = has(feature);
    pending.put(feature, mapping);
    changes.lazySet(changes.get() + 1);
    if (!had) {
      features.lazySet(features.get() + 1);
    }
  }

  @Override
  public void remove(String feature) {
    database.checkOpen();
    if (has(feature)) {
      pending.put(feature, REMOVED);
      changes.lazySet(changes.get() + 1);
      features.lazySet(features.get() - 1);
    }
  }

  /** Does nothing: what is of no more use goes when the feature is put again. */
  @Override
  public void settle(long version) {}

  @Override
  public long features() {
    return features.get();
  }

  @Override
  public void forEach(BiConsumer<String, Mapping> visitor) {
    // A copy, taken first: what is put meanwhile is then shown by the database, or not at all.
    Map<String, Mapping> over = new HashMap<>(pending);
    database.forEach(
        Rows.part(Rows.MAPPING, part),
        Rows.part(Rows.MAPPING, part + 1),
        (key, keyLength, value, valueLength) -> {
          String feature = new String(key, Rows.PART_KEY, keyLength - Rows.PART_KEY, UTF_8);
          if (!over.containsKey(feature)) {
            visitor.accept(feature, Rows.mapping(value, valueLength));
          }
        });
    over.forEach(
        (feature, last) -> {
          if (!isRemoved(last)) {
            visitor.accept(feature, last);
          }
        });
  }

  @Override
  public Optional<byte[]> note(Note what) {
    byte[] noted = notes.get(what);
    return Optional.ofNullable(noted == null ? database.get(Rows.note(part, what)) : noted);
  }

  @Override
  public void note(Note what, byte[] bytes) {
    notes.put(what, bytes);
  }

  /** Adds all that is not in the database yet. */
  void addTo(Batch batch) throws RocksDBException {
    RowBytes row = new RowBytes();
    // Sorted, since RocksDB sorts: neighbours are inserted at half the cost.
    List<Map.Entry<String, Mapping>> sorted = new ArrayList<>(pending.entrySet());
    sorted.sort(Map.Entry.comparingByKey());
    for (Map.Entry<String, Mapping> change : sorted) {
      if (isRemoved(change.getValue())) {
        row.deleteIn(batch, part, change.getKey());
      } else {
        row.putIn(batch, part, change.getKey(), change.getValue());
      }
    }
    for (Map.Entry<Note, byte[]> note : notes.entrySet()) {
      batch.put(Rows.note(part, note.getKey()), note.getValue());
    }
    if (!sorted.isEmpty()) {
      batch.put(Rows.part(Rows.COUNT, part), Rows.count(features.get()));
    }
  }

  /** Lets go of what is in the database now. */
  void written() {
    if (!pending.isEmpty()) {
      pending = new ConcurrentHashMap<>();
    }
    notes.clear();
  }

  /** Adds that nothing of a part is left. */
  static void deleteIn(Batch batch, int part) throws RocksDBException {
    for (byte kind : Rows.KINDS_OF_A_PART) {
      batch.deleteRange(Rows.part(kind, part), Rows.part(kind, part + 1));
    }
  }
}
