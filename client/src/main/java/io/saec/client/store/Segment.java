package io.saec.client.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.saec.model.FeatureHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Features and their mappings in a few arrays, an open hash table of entries in the order they
 * came: about 22 bytes a feature and its name. (thread safe for readers, one writer)
 *
 * <p>A reader takes the arrays by one volatile read. The writer changes them in places that no
 * reader has seen, or by one word, or puts others in their place; a word that a reader may have
 * taken up never gets another meaning: words that speak of other cells come with another table.
 *
 * <p>A word stands for a feature's mappings: 0 for none; positive, {@code version << 31 | cluster},
 * for one alone; else {@code -(n + 1)} for one on top of others: cell n has it and the word of the
 * others. Cells are written once.
 */
final class Segment {
  /** Stands for an entry or a word where there is none. */
  static final int ABSENT = -1;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int CLUSTER_BITS = 31;
  private static final long CLUSTER_MASK = (1L << CLUSTER_BITS) - 1;
  private static final long MAX_VERSION = 0xFFFF_FFFFL;

  /** A slot is an entry's number and one, 0 for none; above are bits of its hash. */
  private static final int ENTRY_BITS = 24;

  private static final int ENTRY_MASK = (1 << ENTRY_BITS) - 1;
  private static final int MAX_FEATURE_BYTES = 256;
  private static final int FIRST_SLOTS = 16;
  private static final int FIRST_ENTRIES = 8;
  private static final int FIRST_NAME_BYTES = 96;

  private final FeatureHash hash;

  /** Whether a removed feature stays an entry, with nothing in it. */
  private final boolean keepRemoved;

  private volatile Table table =
      new Table(
          new int[FIRST_SLOTS],
          new int[FIRST_ENTRIES],
          new byte[FIRST_NAME_BYTES],
          new long[FIRST_ENTRIES],
          new long[0]);

  // Of the writer.
  private int entries;
  private int nameBytes;
  private int cells;
  private int removed;

  /** Of the writer, for readers: features that have a mapping. */
  private volatile int features;

  /**
   * What readers see.
   *
   * @param slots of the hash table, a power of two
   * @param starts by entry, where its name begins: its length less one, then its bytes
   * @param names of all entries
   * @param words by entry
   * @param cells two a cell: a mapping, and the word of those below
   */
  private record Table(int[] slots, int[] starts, byte[] names, long[] words, long[] cells) {

    int find(long hash, byte[] name, int length) {
      int mask = slots.length - 1;
      for (int at = place(hash) & mask; ; at = (at + 1) & mask) {
        int slot = (int) INTS.getAcquire(slots, at);
        if (slot == 0) {
          return ABSENT;
        }
        if ((slot ^ tag(hash)) >>> ENTRY_BITS == 0) {
          int entry = (slot & ENTRY_MASK) - 1;
          if (is(entry, name, length)) {
            return entry;
          }
        }
      }
    }

    private boolean is(int entry, byte[] name, int length) {
      int start = starts[entry];
      return (names[start] & 0xFF) == length - 1
          && Arrays.equals(names, start + 1, start + 1 + length, name, 0, length);
    }

    String name(int entry) {
      int start = starts[entry];
      return new String(names, start + 1, (names[start] & 0xFF) + 1, UTF_8);
    }

    long word(int entry) {
      return (long) LONGS.getAcquire(words, entry);
    }

    int clusterOf(long word, long version) {
      long left = word;
      while (left < 0) {
        int cell = 2 * (int) ~left;
        if (versionOf(cells[cell]) <= version) {
          return clusterOf(cells[cell]);
        }
        left = cells[cell + 1];
      }
      return left != 0 && versionOf(left) <= version ? clusterOf(left) : Mapping.NONE;
    }

    @Nullable Mapping mapping(long word) {
      if (word == 0) {
        return null;
      }
      if (word > 0) {
        return new Mapping(versionOf(word), clusterOf(word), null);
      }
      int cell = 2 * (int) ~word;
      return new Mapping(versionOf(cells[cell]), clusterOf(cells[cell]), mapping(cells[cell + 1]));
    }

    private static long versionOf(long mapping) {
      return mapping >>> CLUSTER_BITS;
    }

    private static int clusterOf(long mapping) {
      return (int) (mapping & CLUSTER_MASK);
    }
  }

  /**
   * @param hash of features
   * @param keepRemoved whether it goes on to {@link #mentions} features that were removed
   */
  Segment(FeatureHash hash, boolean keepRemoved) {
    this.hash = hash;
    this.keepRemoved = keepRemoved;
  }

  private static int place(long hash) {
    return (int) (hash >>> Byte.SIZE);
  }

  private static int tag(long hash) {
    return (int) hash << ENTRY_BITS;
  }

  // ---- readers ----

  /**
   * See {@link FieldStore#clusterOf}.
   *
   * @param unmentioned the answer for a feature that is not here
   */
  int clusterOf(long hash, byte[] name, int length, long version, int unmentioned) {
    Table now = table;
    int entry = now.find(hash, name, length);
    return entry == ABSENT ? unmentioned : now.clusterOf(now.word(entry), version);
  }

  /** Whether the feature is here, or has been and its removal is kept. */
  boolean mentions(long hash, byte[] name, int length) {
    return table.find(hash, name, length) != ABSENT;
  }

  /** See {@link FieldStore#last}. */
  @Nullable Mapping last(long hash, byte[] name, int length) {
    Table now = table;
    int entry = now.find(hash, name, length);
    return entry == ABSENT ? null : now.mapping(now.word(entry));
  }

  /** See {@link FieldStore#forEach}. */
  void forEach(BiConsumer<String, Mapping> visitor) {
    Table now = table;
    for (int entry = 0; entry < now.starts.length; entry++) {
      Mapping mapping = now.mapping(now.word(entry));
      if (mapping != null) {
        visitor.accept(now.name(entry), mapping);
      }
    }
  }

  /** Features that have a mapping. */
  int features() {
    return features;
  }

  // ---- the writer ----

  /** See {@link FieldStore#put}. */
  void put(long hash, byte[] name, int length, Mapping mapping) {
    if (length == 0 || length > MAX_FEATURE_BYTES) {
      throw new IllegalArgumentException("feature has " + length + " bytes");
    }
    if (mapping.version() > MAX_VERSION) {
      throw new IllegalArgumentException("version is too great: " + mapping.version());
    }
    int entry = table.find(hash, name, length);
    long word = word(mapping);
    if (entry == ABSENT) {
      append(hash, name, length, word);
    } else {
      if (table.words[entry] == 0) {
        removed--;
      }
      LONGS.setRelease(table.words, entry, word);
    }
    features = entries - removed;
  }

  /** Removes a feature; one that is not here is mentioned from now on if such are kept. */
  void remove(long hash, byte[] name, int length) {
    int entry = table.find(hash, name, length);
    if (entry != ABSENT) {
      if (table.words[entry] != 0) {
        removed++;
        LONGS.setRelease(table.words, entry, 0);
      }
    } else if (keepRemoved) {
      append(hash, name, length, 0);
      removed++;
    }
    features = entries - removed;
  }

  private long word(Mapping mapping) {
    int depth = 0;
    for (Mapping below = mapping.older(); below != null; below = below.older()) {
      depth++;
    }
    if (2 * (cells + depth) > table.cells.length) {
      recast(0, 2 * depth);
    }
    return put(mapping);
  }

  private long put(Mapping mapping) {
    long packed = mapping.version() << CLUSTER_BITS | mapping.cluster();
    Mapping older = mapping.older();
    if (older == null) {
      return packed;
    }
    long below = put(older);
    return cell(table.cells, packed, below);
  }

  private long cell(long[] into, long packed, long below) {
    int cell = cells++;
    into[2 * cell] = packed;
    into[2 * cell + 1] = below;
    return ~(long) cell;
  }

  private void append(long hash, byte[] name, int length, long word) {
    makeRoom(length);
    Table now = table;
    now.starts[entries] = nameBytes;
    now.names[nameBytes] = (byte) (length - 1);
    System.arraycopy(name, 0, now.names, nameBytes + 1, length);
    nameBytes += 1 + length;
    LONGS.setRelease(now.words, entries, word);
    entries++;
    enter(now.slots, hash, entries);
  }

  private static void enter(int[] slots, long hash, int number) {
    int mask = slots.length - 1;
    int at = place(hash) & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    INTS.setRelease(slots, at, tag(hash) | number);
  }

  private void makeRoom(int length) {
    Table now = table;
    boolean manyRemoved = !keepRemoved && removed > entries / 4;
    if (entries == now.starts.length && manyRemoved) {
      dropRemoved();
      now = table;
    }
    int[] starts = now.starts;
    long[] words = now.words;
    byte[] names = now.names;
    int[] slots = now.slots;
    if (entries == starts.length) {
      int capacity = Math.min(ENTRY_MASK, grown(entries));
      if (entries == capacity) {
        throw new IllegalStateException("a segment holds no more than " + entries + " features");
      }
      starts = Arrays.copyOf(starts, capacity);
      words = Arrays.copyOf(words, capacity);
    }
    if (nameBytes + 1 + length > names.length) {
      names = Arrays.copyOf(names, Math.max(nameBytes + 1 + length, grown(names.length)));
    }
    if (3L * (entries + 1) > 2L * slots.length) {
      slots = slots(2 * slots.length, names, starts);
    }
    if (starts != now.starts || names != now.names || slots != now.slots) {
      table = new Table(slots, starts, names, words, now.cells);
    }
  }

  /** A quarter more: what is kept for later is a tenth on the average. */
  private static int grown(int size) {
    return (int) Math.min(Integer.MAX_VALUE - 8, size + size / 4 + 8L);
  }

  private int[] slots(int size, byte[] names, int[] starts) {
    int[] slots = new int[size];
    for (int entry = 0; entry < entries; entry++) {
      int start = starts[entry];
      enter(slots, hash.of(names, start + 1, (names[start] & 0xFF) + 1), entry + 1);
    }
    return slots;
  }

  private void dropRemoved() {
    Table now = table;
    int[] starts = new int[now.starts.length];
    long[] words = new long[now.words.length];
    byte[] names = new byte[now.names.length];
    int left = 0;
    int bytes = 0;
    for (int entry = 0; entry < entries; entry++) {
      if (now.words[entry] != 0) {
        int length = (now.names[now.starts[entry]] & 0xFF) + 2;
        System.arraycopy(now.names, now.starts[entry], names, bytes, length);
        starts[left] = bytes;
        words[left] = now.words[entry];
        bytes += length;
        left++;
      }
    }
    entries = left;
    nameBytes = bytes;
    removed = 0;
    table = new Table(slots(now.slots.length, names, starts), starts, names, words, now.cells);
  }

  /** See {@link FieldStore#settle}. */
  void settle(long version) {
    if (cells > 0) {
      recast(version, 0);
    }
  }

  /**
   * Writes all mappings into new words and cells, without what only versions below {@code since}
   * need.
   *
   * @param room to leave in the cells at the least, in words of them
   */
  private void recast(long since, int room) {
    Table now = table;
    long[] words = new long[now.words.length];
    long[] live = new long[now.cells.length];
    cells = 0;
    for (int entry = 0; entry < entries; entry++) {
      words[entry] = recast(now, now.words[entry], since, live);
    }
    long[] fitting = Arrays.copyOf(live, 2 * cells + Math.max(2 * cells, room));
    table = new Table(now.slots, now.starts, now.names, words, fitting);
  }

  private long recast(Table now, long word, long since, long[] live) {
    if (word >= 0) {
      return word;
    }
    int from = 2 * (int) ~word;
    long packed = now.cells[from];
    if (Table.versionOf(packed) <= since) {
      return packed;
    }
    return cell(live, packed, recast(now, now.cells[from + 1], since, live));
  }
}
