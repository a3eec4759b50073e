package io.saec.evaluate;

import io.saec.events.TsvException;
import io.saec.events.TsvRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A labelled file in memory: features as numbers, counted from 0 up by field in the order in which
 * they come. 4 bytes a row and field, 8 a time, a bit a label, and the features' names once.
 *
 * @param fields their names and features
 * @param features shape [rows, fields], row-major, {@link #NONE} where a row has no feature
 * @param times of the rows, epoch milliseconds, shape [rows]
 * @param labels one bit a row
 * @param size rows
 */
record LabelledRows(
    List<Dictionary> fields, int[] features, long[] times, BitSet labels, int size) {
  /** Stands for a field that a row has no feature of. */
  static final int NONE = -1;

  private static final int FIRST_ROWS = 1024;

  /**
   * Reads a file; an empty cell, or one longer than a feature may be, is no feature.
   *
   * @param inOrder whether event time must not go back from a row to the next
   * @throws TsvException naming the line, if it is not a labelled file, is out of order, or has
   *     rows of one label only
   */
  static LabelledRows read(Path file, boolean inOrder) throws IOException {
    try (TsvRows rows = TsvRows.open(file)) {
      List<Dictionary> fields = rows.fields().stream().map(Dictionary::new).toList();
      int width = fields.size();
      int[] features = new int[FIRST_ROWS * width];
      long[] times = new long[FIRST_ROWS];
      BitSet labels = new BitSet();
      int size = 0;
      long last = Long.MIN_VALUE;
      for (; rows.next(); size++) {
        if (inOrder && rows.ts() < last) {
          throw rows.error(
              "ts goes back by "
                  + (last - rows.ts())
                  + " ms: a split by time needs rows in its order");
        }
        last = rows.ts();
        if (features.length - size * width < width) {
          features = grown(features, width, rows);
          times = Arrays.copyOf(times, features.length / width);
        }
        times[size] = rows.ts();
        for (int field = 0; field < width; field++) {
          String cell = rows.feature(field);
          features[size * width + field] =
              TsvRows.isFeature(cell) ? fields.get(field).number(cell) : NONE;
        }
        labels.set(size, rows.label());
      }
      checkLabels(labels, size, rows);
      return new LabelledRows(
          fields, Arrays.copyOf(features, size * width), Arrays.copyOf(times, size), labels, size);
    }
  }

  private static int[] grown(int[] features, int width, TsvRows rows) throws TsvException {
    int most = (Integer.MAX_VALUE - 8) / width;
    if (features.length / width == most) {
      throw rows.error("is beyond the " + most + " rows that can be held");
    }
    return Arrays.copyOf(features, (int) Math.min(2L * features.length, (long) most * width));
  }

  private static void checkLabels(BitSet labels, int size, TsvRows rows) throws TsvException {
    if (size == 0) {
      throw rows.error("has a header but no row");
    }
    int positives = labels.cardinality();
    if (positives == 0 || positives == size) {
      throw rows.error("ends, and every label up to here is " + (positives == 0 ? 0 : 1));
    }
  }

  /** The line of the file that a row is on: the first is the header. */
  static int line(int row) {
    return row + 2;
  }

  /** Features in a row, those it has none of included. */
  int width() {
    return fields.size();
  }

  /** The feature that a row has of a field, or {@link #NONE}. */
  int feature(int row, int field) {
    return features[row * fields.size() + field];
  }

  /** Event time of a row, epoch milliseconds. */
  long time(int row) {
    return times[row];
  }

  boolean label(int row) {
    return labels.get(row);
  }

  /** Labels of some rows, shape of {@code which}. */
  boolean[] labels(int[] which) {
    boolean[] picked = new boolean[which.length];
    for (int i = 0; i < which.length; i++) {
      picked[i] = labels.get(which[i]);
    }
    return picked;
  }

  /**
   * How often each feature occurs in some of the rows.
   *
   * @return by field, shape [features]
   */
  long[][] counts(int[] rows) {
    long[][] counts = new long[width()][];
    Arrays.setAll(counts, field -> new long[fields.get(field).size()]);
    for (int row : rows) {
      for (int field = 0; field < counts.length; field++) {
        int feature = feature(row, field);
        if (feature != NONE) {
          counts[field][feature]++;
        }
      }
    }
    return counts;
  }
}
