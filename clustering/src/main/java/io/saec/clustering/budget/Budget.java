package io.saec.clustering.budget;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all fields together may take: a ratio of what they took before, or so many bytes. */
public sealed interface Budget extends Serializable {
  /** Bits of a value where clusters are wide. */
  int FEW_BITS = 4;

  /**
   * The budget in bytes.
   *
   * @param fullBytes of all live features of the fields that share the budget, by {@link
   *     Accounting#full}
   */
  long bytes(long fullBytes);

  /**
   * About the most clusters that one field can come to, to know how many features of its head are
   * worth while: k if its part of the budget went into centroids alone. Of a ratio a field's part
   * is that of its own bytes, of bytes it is all of them.
   *
   * @param live features of the field
   * @return at least 1; at most {@code live}, but for a field without features
   */
  int mostClusters(int live, int dim, Accounting accounting);

  /**
   * Bits of a centroid's value that lose least in such a budget, 2 to 8: a fine grid is worth its
   * bytes where nearly each feature has a vector of its own, more clusters where many share one.
   * Measured, see docs/decisions/0016-centroids-may-be-coded.md.
   */
  int valueBits();

  /**
   * One part in so many of the full bytes.
   *
   * @param times at least 1
   */
  record Ratio(double times) implements Budget {
    private static final Pattern TIMES = Pattern.compile("(\\d+(?:\\.\\d+)?)x");

    public Ratio {
      if (!(times >= 1) || Double.isInfinite(times)) {
        throw new IllegalArgumentException("ratio is not a number of at least 1: " + times);
      }
    }

    /**
     * Reads what {@link #toString} writes: digits, with a fraction or without, and an x.
     *
     * @throws IllegalArgumentException saying what is wanted, if it is anything else or below 1
     */
    public static Ratio parse(String text) {
      Matcher matcher = TIMES.matcher(text);
      double times = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
      if (times < 1 || Double.isInfinite(times)) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a number of times such as 27x, at least 1x");
      }
      return new Ratio(times);
    }

    @Override
    public long bytes(long fullBytes) {
      return (long) (fullBytes / times);
    }

    /** {@inheritDoc} {@code ceil(live * 32 / (times * valueBits))}. */
    @Override
    public int mostClusters(int live, int dim, Accounting accounting) {
      double part = live * (double) Float.SIZE / (times * accounting.valueBits());
      return bounded((long) Math.ceil(part), live, accounting);
    }

    @Override
    public int valueBits() {
      if (times < 5) {
        return Byte.SIZE;
      }
      if (times < 7) {
        return 6;
      }
      return times < 10 ? 5 : FEW_BITS;
    }

    /** As in options: {@code 27x}. */
    @Override
    public String toString() {
      return BigDecimal.valueOf(times).stripTrailingZeros().toPlainString() + "x";
    }
  }

  /**
   * So many bytes, whatever the fields took before.
   *
   * @param bytes at least 1
   */
  record Bytes(long bytes) implements Budget {
    public Bytes {
      if (bytes < 1) {
        throw new IllegalArgumentException("budget is below 1 byte: " + bytes);
      }
    }

    @Override
    public long bytes(long fullBytes) {
      return bytes;
    }

    /** {@inheritDoc} As for a great ratio: what this comes to is not known before features are. */
    @Override
    public int valueBits() {
      return FEW_BITS;
    }

    /** {@inheritDoc} {@code bytes * 8 / (dim * valueBits)}. */
    @Override
    public int mostClusters(int live, int dim, Accounting accounting) {
      double part = bytes * (double) Byte.SIZE / ((long) dim * accounting.valueBits());
      return bounded((long) part, live, accounting);
    }
  }

  private static int bounded(long clusters, int live, Accounting accounting) {
    long most = Math.min(Math.min(clusters, live), accounting.mostClusters());
    return (int) Math.max(1, most);
  }
}
