package io.saec.model;

import java.nio.ByteBuffer;

/**
 * Whole numbers in [-127, 127] in about as many bits as they need: those of centroids on a coarse
 * grid. Row-major, so that each column learns from the rows before; all arithmetic is of whole
 * numbers, and the bytes are the same on every machine.
 *
 * <p>A Rice code (Rice and Plaunt, 1971): a number n becomes z = 2n, or -2n - 1 where it is
 * negative; z is written as z >> r zero bits, a one bit and the r lowest bits of z, the lowest
 * first. r is the least for which 2^r is not below the magnitude to be expected, which is the mean
 * over the column so far and 4 numbers of the mean over all so far and 4 numbers of 2; means over
 * all are cut to sixteenths. Bytes are filled from their lowest bit; what is left of the last is
 * zero.
 *
 * <p>So there is no header. Numbers of a normal distribution take 5 % more than their entropy at 3
 * bits, 3 % at 5; a column costs a few bits to learn. Costs a few operations a bit.
 */
public final class ValueCode {
  /** The greatest magnitude. */
  public static final int MOST = Byte.MAX_VALUE;

  private static final int MOST_FOLDED = 2 * MOST;

  private ValueCode() {}

  /**
   * Bytes that {@link #encode} gives.
   *
   * @param values shape [k, dim], row-major
   * @throws IllegalArgumentException as {@link #encode}
   */
  public static long bytes(byte[] values, int dim) {
    return (bits(values, dim) + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static long bits(byte[] values, int dim) {
    check(values, dim);
    Past past = new Past(dim);
    long bits = 0;
    for (byte value : values) {
      int shift = past.shift();
      bits += (fold(value) >> shift) + 1 + shift;
      past.add(value);
    }
    return bits;
  }

  /**
   * Codes values.
   *
   * @param values shape [k, dim], row-major
   * @throws IllegalArgumentException if one is -128 or the last row is not whole
   * @throws ArithmeticException if they take more than 2 GiB
   */
  public static byte[] encode(byte[] values, int dim) {
    byte[] coded = new byte[Math.toIntExact(bytes(values, dim))];
    Past past = new Past(dim);
    long at = 0;
    for (byte value : values) {
      int shift = past.shift();
      int folded = fold(value);
      at += folded >> shift;
      set(coded, at++);
      for (int bit = 0; bit < shift; bit++, at++) {
        if (((folded >> bit) & 1) != 0) {
          set(coded, at);
        }
      }
      past.add(value);
    }
    return coded;
  }

  /**
   * The values again. Allocates k * dim bytes, and that only where there are as many bits.
   *
   * @param coded from its position to its limit, neither of which is changed
   * @param k rows, at least 0
   * @return shape [k, dim], row-major
   * @throws IllegalArgumentException if the bytes are not what {@link #encode} gives for values of
   *     that shape
   */
  public static byte[] decode(ByteBuffer coded, int k, int dim) {
    if (k < 0 || dim < 1) {
      throw new IllegalArgumentException("no values have the shape " + k + " x " + dim);
    }
    Bits bits = new Bits(coded.slice());
    if ((long) k * dim > Math.min(bits.end, Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "%d coded bytes are too few for %d x %d values".formatted(coded.remaining(), k, dim));
    }
    byte[] values = new byte[k * dim];
    Past past = new Past(dim);
    for (int i = 0; i < values.length; i++) {
      int shift = past.shift();
      int folded = (bits.zeros(MOST_FOLDED >> shift) << shift) | bits.number(shift);
      if (folded > MOST_FOLDED) {
        throw beyond();
      }
      values[i] = (byte) ((folded >> 1) ^ -(folded & 1));
      past.add(values[i]);
    }
    bits.checkEnd();
    return values;
  }

  private static void check(byte[] values, int dim) {
    if (dim < 1 || values.length % dim != 0) {
      throw new IllegalArgumentException(
          values.length + " values are no rows of " + dim + " dimensions");
    }
    for (byte value : values) {
      if (value < -MOST) {
        throw new IllegalArgumentException("a value is not in [-127, 127]: " + value);
      }
    }
  }

  /** 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 … */
  private static int fold(byte value) {
    return (value << 1) ^ (value >> (Byte.SIZE - 1));
  }

  private static void set(byte[] bytes, long bit) {
    bytes[(int) (bit / Byte.SIZE)] |= (byte) (1 << (bit % Byte.SIZE));
  }

  private static IllegalArgumentException beyond() {
    return new IllegalArgumentException("a coded value is not in [-127, 127]");
  }

  /** What the values so far say of the next one. */
  private static final class Past {
    /** So many values of the mean over all stand beside those of a column. */
    private static final int PRIOR = 4;

    private static final int PRIOR_MAGNITUDE = 2;
    private static final int SIXTEENTHS = 16;

    private final long[] columns;
    private int column;
    private long rows;
    private long sum = PRIOR * PRIOR_MAGNITUDE;
    private long count = PRIOR;

    Past(int dim) {
      columns = new long[dim];
    }

    /** r of the next value, 0 to 7. */
    int shift() {
      long expected = columns[column] * SIXTEENTHS + PRIOR * (sum * SIXTEENTHS / count);
      long unit = (rows + PRIOR) * SIXTEENTHS;
      int shift = 0;
      while (unit << shift < expected) {
        shift++;
      }
      return shift;
    }

    void add(int value) {
      int magnitude = Math.abs(value);
      columns[column] += magnitude;
      sum += magnitude;
      count++;
      if (++column == columns.length) {
        column = 0;
        rows++;
      }
    }
  }

  /** Bits to be read, the lowest of a byte first. */
  private static final class Bits {
    private final ByteBuffer bytes;
    private final long end;
    private long at;

    Bits(ByteBuffer bytes) {
      this.bytes = bytes;
      this.end = (long) bytes.limit() * Byte.SIZE;
    }

    private int next() {
      if (at == end) {
        throw new IllegalArgumentException("the coded values end too early");
      }
      int bit = (bytes.get((int) (at / Byte.SIZE)) >> (at % Byte.SIZE)) & 1;
      at++;
      return bit;
    }

    /** Zeros up to the next one, which is read too. */
    int zeros(int most) {
      int zeros = 0;
      while (next() == 0) {
        if (++zeros > most) {
          throw beyond();
        }
      }
      return zeros;
    }

    int number(int width) {
      int number = 0;
      for (int bit = 0; bit < width; bit++) {
        number |= next() << bit;
      }
      return number;
    }

    /** Less than a byte may be left, and that zero. */
    void checkEnd() {
      if (end - at >= Byte.SIZE) {
        throw new IllegalArgumentException("there is more behind the coded values");
      }
      while (at < end) {
        if (next() != 0) {
          throw new IllegalArgumentException("there is something behind the coded values");
        }
      }
    }
  }
}
