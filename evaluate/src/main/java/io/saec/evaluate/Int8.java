package io.saec.evaluate;

/**
 * A signed byte a value, times a step by column: the greatest value of the column is 127 steps. The
 * grid of the job leaves room for codebooks to come; what is compared with it has none to come.
 */
final class Int8 {
  private static final int MOST = 127;

  private Int8() {}

  /**
   * The nearest values of the grid.
   *
   * @param values shape [rows, width], row-major, all finite
   */
  static float[] snap(float[] values, int width) {
    float[] greatest = new float[width];
    for (int at = 0; at < values.length; at++) {
      greatest[at % width] = Math.max(greatest[at % width], Math.abs(values[at]));
    }
    float[] snapped = new float[values.length];
    for (int at = 0; at < values.length; at++) {
      float step = greatest[at % width] / MOST;
      snapped[at] = step == 0 ? 0 : Math.round(values[at] / step) * step;
    }
    return snapped;
  }

  /** Bytes of a table: one a value, and a step of 4 a column. */
  static long bytes(long rows, int width) {
    return rows * width + (long) width * Float.BYTES;
  }
}
