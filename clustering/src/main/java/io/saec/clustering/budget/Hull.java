package io.saec.clustering.budget;

import java.util.Arrays;

/**
 * The k of a field at which bytes are best spent: the lower convex hull of its (bytes, error), from
 * the least k on. Each step down the hull gains less a byte than the one before. Bytes as a
 * function of k jump past each power of two, when every feature's id takes another bit, so the hull
 * mostly leaps from one power of two to well beyond it.
 *
 * @param ks vertices, ascending
 * @param bytes at the vertices, ascending
 * @param errors at the vertices, descending
 */
record Hull(int[] ks, long[] bytes, double[] errors) {
  /** Ranges of k up to this size are gone through one by one. */
  private static final int SMALL_RANGE = 256;

  /** Of others, so many k of each octave. */
  private static final int PER_OCTAVE = 8;

  /**
   * The hull of a field. Costs an error and a number of bytes for each k of a small range, for 8 an
   * octave of a greater one.
   *
   * @param most at least the least k of the field
   */
  static Hull of(Demand demand, int most, Accounting accounting) {
    int[] candidates = candidates(demand.least(), most);
    int[] ks = new int[candidates.length];
    long[] bytes = new long[ks.length];
    double[] errors = new double[ks.length];
    int size = 0;
    for (int k : candidates) {
      long cost = accounting.compressed(demand.live(), k, demand.dim());
      double error = demand.curve().errorAt(k);
      if (size > 0 && error >= errors[size - 1]) {
        continue;
      }
      while (size > 1
          && (errors[size - 2] - errors[size - 1]) * (cost - bytes[size - 2])
              <= (errors[size - 2] - error) * (bytes[size - 1] - bytes[size - 2])) {
        size--;
      }
      ks[size] = k;
      bytes[size] = cost;
      errors[size++] = error;
    }
    return new Hull(
        Arrays.copyOf(ks, size), Arrays.copyOf(bytes, size), Arrays.copyOf(errors, size));
  }

  /** Powers of two are always among them: the last k before ids take another bit. */
  private static int[] candidates(int least, int most) {
    if (most - least < SMALL_RANGE) {
      int[] all = new int[most - least + 1];
      Arrays.setAll(all, place -> least + place);
      return all;
    }
    int[] some = new int[PER_OCTAVE * Integer.SIZE];
    int size = 0;
    some[size++] = least;
    for (long power = Integer.highestOneBit(least); power < most; power *= 2) {
      for (int part = 0; part < PER_OCTAVE; part++) {
        long k = power + power * part / PER_OCTAVE;
        if (k > some[size - 1] && k < most) {
          some[size++] = (int) k;
        }
      }
    }
    some[size++] = most;
    return Arrays.copyOf(some, size);
  }

  /** Number of steps down the hull. */
  int steps() {
    return ks.length - 1;
  }

  /** What a step gains a byte. */
  double gain(int step) {
    return (errors[step] - errors[step + 1]) / (bytes[step + 1] - bytes[step]);
  }
}
