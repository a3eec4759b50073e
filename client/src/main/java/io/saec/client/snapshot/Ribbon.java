package io.saec.client.snapshot;

import java.util.Arrays;

/**
 * One layer of a static function in the making: linear equations over GF(2), a key each, solved as
 * they come. The equation of a key says that the slots its pattern picks add up to its value; its
 * unknowns lie within {@link Layer#WIDTH} slots, so elimination stays near by. 16 bytes a slot.
 *
 * <p>The source is Dillinger, Hübschle-Schneider, Sanders, Walzer: Fast Succinct Retrieval and
 * Approximate Membership Using Ribbon (SEA 2022). There are more keys than slots, and a bucket
 * whose keys do not all fit rejects those that begin first in it. (not thread safe)
 */
final class Ribbon {
  private final Layer layer;
  private final byte[] thresholds;

  /** Bit 0 of the equation at a slot is that slot; 0 where there is none. */
  private final long[] patterns;

  private final long[] values;

  /** Slots taken since the last start place, to be given back if one more does not fit. */
  private int[] taken = new int[16];

  private int takenCount;

  Ribbon(Layer layer) {
    this.layer = layer;
    this.thresholds = new byte[layer.thresholds()];
    this.patterns = new long[layer.slots()];
    this.values = new long[layer.slots()];
  }

  /**
   * Puts in what there is place for.
   *
   * @param keys sorted
   * @param rejected takes the keys that are left over, by their names in the next layer
   */
  void addAll(Keys keys, Keys rejected) {
    int end = 0;
    for (int bucket = 0; bucket < thresholds.length; bucket++) {
      int begin = end;
      long limit = (bucket + 1L) * Layer.BUCKET;
      while (end < keys.size() && layer.startOf(keys.key(end)) < limit) {
        end++;
      }
      addBucket(keys, begin, end, bucket, rejected);
    }
  }

  /** From the last start place to the first: those that reach out of the bucket come first. */
  private void addBucket(Keys keys, int begin, int end, int bucket, Keys rejected) {
    int last = -1;
    for (int i = end - 1; i >= begin; i--) {
      int start = layer.startOf(keys.key(i));
      if (start != last) {
        takenCount = 0;
        last = start;
      }
      if (!add(keys.key(i), keys.value(i))) {
        giveBack();
        thresholds[bucket] = (byte) (start - bucket * Layer.BUCKET + 1);
        for (int j = begin; j < end && layer.startOf(keys.key(j)) <= start; j++) {
          rejected.add(KeyMix.next(keys.key(j)), keys.value(j));
        }
        return;
      }
    }
  }

  /** Whether all keys fit, as they must in the last layer. */
  boolean addAll(Keys keys) {
    for (int i = 0; i < keys.size(); i++) {
      takenCount = 0;
      if (!add(keys.key(i), keys.value(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean add(long key, long value) {
    int slot = layer.startOf(key) * Layer.GROUP;
    long pattern = KeyMix.pattern(key);
    long left = value;
    while (patterns[slot] != 0) {
      pattern ^= patterns[slot];
      left ^= values[slot];
      if (pattern == 0) {
        // Nothing new: it fits if that is what the others already say.
        return left == 0;
      }
      int zeros = Long.numberOfTrailingZeros(pattern);
      pattern >>>= zeros;
      slot += zeros;
    }
    patterns[slot] = pattern;
    values[slot] = left;
    if (takenCount == taken.length) {
      taken = Arrays.copyOf(taken, 2 * takenCount);
    }
    taken[takenCount++] = slot;
    return true;
  }

  /** Later equations do not change earlier ones, so the last can be taken out again. */
  private void giveBack() {
    while (takenCount > 0) {
      int slot = taken[--takenCount];
      patterns[slot] = 0;
      values[slot] = 0;
    }
  }

  byte[] thresholds() {
    return thresholds;
  }

  /**
   * Solves the equations from the last slot to the first. Costs slots * columns steps.
   *
   * @param columns bits of a value
   * @return shape [slots / 8, columns]: bit i of a byte is the column's bit at slot i of the group
   */
  byte[] solve(int columns) {
    byte[] table = new byte[Math.toIntExact(layer.tableBytes(columns))];
    // By column, the bits of the slots from this one on, as far as a pattern reaches.
    long[] following = new long[columns];
    for (int slot = layer.slots() - 1; slot >= 0; slot--) {
      long pattern = patterns[slot];
      long value = values[slot];
      for (int column = 0; column < columns; column++) {
        long word = following[column] << 1;
        long bit = (Long.bitCount(word & pattern) ^ (value >>> column)) & 1;
        following[column] = word | bit;
      }
      if (slot % Layer.GROUP == 0) {
        for (int column = 0; column < columns; column++) {
          table[slot / Layer.GROUP * columns + column] = (byte) following[column];
        }
      }
    }
    return table;
  }
}
