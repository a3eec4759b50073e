package io.saec.events;

import java.util.Arrays;

/**
 * What a factorization machine learns of the features of one field: a row a feature, of d factors
 * and then the linear weight, with AdaGrad's sum of squared gradients beside each. 8 (d + 1) bytes
 * a row. (not thread safe)
 */
public final class Parameters {
  /** AdaGrad's sums start here, so that a first step is no leap. */
  static final float FIRST_SUM = 0.1f;

  private static final int FIRST_ROWS = 64;

  final int width;
  private final long seed;
  private final float spread;
  private int rows;

  /** Shape [rows, d + 1], row-major, and room behind it; another array once rows are added. */
  float[] values = {};

  /** Shape of {@link #values}. */
  float[] squares = {};

  /**
   * @param seed of the factors at the start, in the place of that of the options
   */
  public Parameters(FactorizationOptions options, long seed) {
    this.width = options.factors() + 1;
    this.seed = seed;
    this.spread = options.spread();
  }

  /**
   * Adds a row, whose factors start from (seed, name) alone.
   *
   * @param name of the feature, hashed
   * @return its number: they count from 0
   */
  public int add(long name) {
    int row = makeRoom();
    int at = row * width;
    SplitMix64 random = new SplitMix64(SplitMix64.mix(seed, name));
    for (int j = 0; j < width - 1; j++) {
      values[at + j] = spread * random.nextNoise();
    }
    return row;
  }

  /**
   * Adds a row that starts from what was learnt before.
   *
   * @param learnt holds d factors and then the linear weight, from {@code from} on
   * @return its number: they count from 0
   */
  public int add(float[] learnt, int from) {
    int row = makeRoom();
    System.arraycopy(learnt, from, values, row * width, width);
    return row;
  }

  private int makeRoom() {
    int row = rows++;
    int at = row * width;
    int needed = Math.multiplyExact(row + 1, width);
    if (needed > values.length) {
      int length = (int) Math.min(2L * values.length, Integer.MAX_VALUE - 8);
      length = Math.max(Math.max(needed, length), FIRST_ROWS * width);
      values = Arrays.copyOf(values, length);
      squares = Arrays.copyOf(squares, length);
    }
    Arrays.fill(squares, at, at + width, FIRST_SUM);
    return row;
  }

  /** A copy of all rows, shape [rows, d + 1], row-major. */
  public float[] copy() {
    return Arrays.copyOf(values, rows * width);
  }

  /** A copy of one row: d factors, then the linear weight. */
  float[] row(int row) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
