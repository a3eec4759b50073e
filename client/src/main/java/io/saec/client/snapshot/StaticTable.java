package io.saec.client.snapshot;

import java.nio.ByteBuffer;
import java.util.List;

/** A static function as it lies in a file. Allocates nothing. (thread safe) */
final class StaticTable {
  /** The lowest bit of every byte; times a byte, that byte eight times. */
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;

  /** Times a word of lowest bits: they are the highest byte of it, in their order. */
  private static final long GATHER = 0x0102_0408_1020_4080L;

  private final ByteBuffer file;
  private final int last;

  /** Of the layers; see {@link Layer#starts}. */
  private final int[] starts;

  private final int[] thresholdsAt;
  private final int[] tablesAt;
  private final int columns;
  private final long valueMask;

  /**
   * @param file little-endian
   */
  StaticTable(Layout layout, ByteBuffer file) {
    this.file = file;
    List<Layer> layers = layout.layers();
    this.columns = layout.header().columns();
    this.valueMask = (1L << columns) - 1;
    this.last = layers.size() - 1;
    this.starts = layers.stream().mapToInt(Layer::starts).toArray();
    this.thresholdsAt = new int[layers.size()];
    this.tablesAt = new int[layers.size()];
    int thresholds = layout.section(Section.Kind.THRESHOLDS).offset();
    long table = layout.section(Section.Kind.TABLE).offset();
    for (int i = 0; i <= last; i++) {
      thresholdsAt[i] = thresholds;
      tablesAt[i] = (int) table;
      thresholds += layers.get(i).thresholds();
      table += layers.get(i).tableBytes(columns);
    }
  }

  /** The value of a key that was put in, any value for another. */
  long valueOf(long key) {
    long name = key;
    int i = 0;
    int start = KeyMix.scale(name, starts[0]);
    while (i < last && rejects(i, start)) {
      i++;
      name = KeyMix.next(name);
      start = KeyMix.scale(name, starts[i]);
    }
    return combine(tablesAt[i] + start * columns, KeyMix.pattern(name));
  }

  private boolean rejects(int layer, int start) {
    int threshold = file.get(thresholdsAt[layer] + start / Layer.BUCKET) & 0xFF;
    return start % Layer.BUCKET < threshold;
  }

  /**
   * Adds up the slots that the pattern picks, eight columns at a time: a byte of the words is a
   * column, and the mask of a group, eight bits of the pattern, is the same for all of them.
   */
  private long combine(int at, long pattern) {
    long value = 0;
    for (int column = 0; column < columns; column += Long.BYTES) {
      long picked = 0;
      for (int group = 0; group < Layer.SPREAD; group++) {
        long mask = ((pattern >>> (group * Layer.GROUP)) & 0xFF) * LOW_BITS;
        picked ^= file.getLong(at + group * columns + column) & mask;
      }
      value |= parities(picked) << column;
    }
    // The last word has bytes of the next group too.
    return value & valueMask;
  }

  /** Bit i is the parity of byte i. */
  private static long parities(long word) {
    long bits = word ^ (word >>> 4);
    bits ^= bits >>> 2;
    bits ^= bits >>> 1;
    return ((bits & LOW_BITS) * GATHER) >>> 56;
  }
}
