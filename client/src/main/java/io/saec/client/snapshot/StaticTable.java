package io.saec.client.snapshot;

import java.nio.ByteBuffer;
import java.util.List;

/** A static function as it lies in a file. Allocates nothing. (thread safe) */
final class StaticTable {
  private final ByteBuffer file;
  private final int last;

  /** Of the layers; see {@link Layer#starts}. */
  private final int[] starts;

  private final int[] thresholdsAt;
  private final int[] tablesAt;
  private final int columns;

  /**
   * @param file little-endian
   */
  StaticTable(Layout layout, ByteBuffer file) {
    this.file = file;
    List<Layer> layers = layout.layers();
    this.columns = layout.header().columns();
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
    return combine(tablesAt[i], start, KeyMix.pattern(name));
  }

  private boolean rejects(int layer, int start) {
    int threshold = file.get(thresholdsAt[layer] + start / Layer.BUCKET) & 0xFF;
    return start % Layer.BUCKET < threshold;
  }

  /** Adds up the slots that the pattern picks, which lie in one block of 64 or in two. */
  private long combine(int tableAt, int start, long pattern) {
    int shift = start % Layer.WIDTH;
    int block = tableAt + start / Layer.WIDTH * columns * Long.BYTES;
    long low = pattern << shift;
    long value = 0;
    if (shift == 0) {
      for (int column = 0; column < columns; column++) {
        long word = low & file.getLong(block + column * Long.BYTES);
        value |= (Long.bitCount(word) & 1L) << column;
      }
      return value;
    }
    long high = pattern >>> (Layer.WIDTH - shift);
    int next = block + columns * Long.BYTES;
    for (int column = 0; column < columns; column++) {
      int at = column * Long.BYTES;
      long word = (low & file.getLong(block + at)) ^ (high & file.getLong(next + at));
      value |= (Long.bitCount(word) & 1L) << column;
    }
    return value;
  }
}
