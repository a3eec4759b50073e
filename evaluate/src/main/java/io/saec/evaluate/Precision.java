package io.saec.evaluate;

import io.saec.clustering.CodedStep;
import io.saec.clustering.budget.Accounting;

/**
 * How the values of a table are kept: a byte each, see {@link Int8}; or coded, on a grid of one
 * step for the table, the finest on which they keep to their bits.
 *
 * @param valueBits 8, or 2 to 7 that a value takes on the average, coded
 */
record Precision(int valueBits) {
  static final Precision BYTE = new Precision(Byte.SIZE);

  /** With packed ids and no keys: what a budget is in. */
  Accounting packed() {
    return new Accounting(Accounting.PACKED, 0, valueBits);
  }

  /**
   * The nearest values of the grid.
   *
   * @param values shape [rows, width], row-major, all finite
   */
  float[] snap(float[] values, int width) {
    if (valueBits == Byte.SIZE) {
      return Int8.snap(values, width);
    }
    float step = new CodedStep(valueBits, values, width).finest(0);
    float[] snapped = new float[values.length];
    for (int at = 0; at < values.length; at++) {
      snapped[at] = Math.round(values[at] / step) * step;
    }
    return snapped;
  }

  /** Bytes of a table at the most. */
  long bytes(long rows, int width) {
    return valueBits == Byte.SIZE
        ? Int8.bytes(rows, width)
        : (rows * width * valueBits + Byte.SIZE - 1) / Byte.SIZE + Float.BYTES;
  }
}
