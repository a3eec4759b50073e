package io.saec.client.snapshot;

import java.util.Arrays;

/** Keys and their values, side by side; grows as needed. 16 bytes an entry. (not thread safe) */
final class Keys {
  private static final int FIRST_CAPACITY = 1024;

  /** Keys that share a cell of the counting sort on the average. */
  private static final int CELL = 4;

  private long[] keys = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];
  private int size;

  void add(long key, long value) {
    if (size == keys.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8, size * 3L / 2);
      keys = Arrays.copyOf(keys, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    keys[size] = key;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long key(int at) {
    return keys[at];
  }

  long value(int at) {
    return values[at];
  }

  /**
   * Sorts by key, unsigned, so that what is made of the keys does not depend on the order they came
   * in. Keys are hashes: equal cells of them hold about equally many, so a counting sort all but
   * does it, in linear time.
   */
  void sort() {
    int cells = size / CELL + 1;
    int[] ends = new int[cells];
    for (int i = 0; i < size; i++) {
      ends[KeyMix.scale(keys[i], cells)]++;
    }
    for (int cell = 1; cell < cells; cell++) {
      ends[cell] += ends[cell - 1];
    }
    long[] sortedKeys = new long[size];
    long[] sortedValues = new long[size];
    for (int i = size - 1; i >= 0; i--) {
      int to = --ends[KeyMix.scale(keys[i], cells)];
      sortedKeys[to] = keys[i];
      sortedValues[to] = values[i];
    }
    keys = sortedKeys;
    values = sortedValues;
    insertionSort();
  }

  private void insertionSort() {
    for (int i = 1; i < size; i++) {
      long key = keys[i];
      long value = values[i];
      int to = i;
      while (to > 0 && Long.compareUnsigned(keys[to - 1], key) > 0) {
        keys[to] = keys[to - 1];
        values[to] = values[to - 1];
        to--;
      }
      keys[to] = key;
      values[to] = value;
    }
  }
}
