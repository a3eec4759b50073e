package io.saec.evaluate;

import io.saec.events.SplitMix64;
import io.saec.model.Hashes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table that is trained, and the row in it of each feature of a field. A field may have several:
 * then a feature is in the model as often.
 *
 * @param field whose features are in it
 * @param size rows of the table
 * @param rows of the features, shape [features]
 */
record Table(int field, int size, int[] rows) {
  /** Not the hash that rows start from, or features that share a row would start alike. */
  private static final long HASH_SEED = 0x5AEC;

  /** A row of its own for each feature of the file. */
  static List<Table> own(LabelledRows rows) {
    return IntStream.range(0, rows.width())
        .mapToObj(
            field -> {
              int features = rows.fields().get(field).size();
              return new Table(field, features, IntStream.range(0, features).toArray());
            })
        .toList();
  }

  /**
   * The hashing trick (Weinberger et al., ICML 2009): a feature's row is its hash modulo the size.
   *
   * @param known features that may be trained on; with as many rows each gets one of its own
   * @param size rows, at least 1
   */
  static List<Table> hashed(int field, Dictionary features, int[] known, int size) {
    int[] rows = new int[features.size()];
    for (int i = 0; i < known.length; i++) {
      String feature = features.feature(known[i]);
      long hash = SplitMix64.mix(HASH_SEED, Hashes.ofFeature(feature));
      rows[known[i]] = size >= known.length ? i : (int) Long.remainderUnsigned(hash, size);
    }
    return List.of(new Table(field, size, rows));
  }

  /**
   * The quotient-remainder trick (Shi et al., KDD 2020): a feature is in the model twice, by the
   * quotient and by the remainder of its number, so that no two features share both.
   *
   * @param known features that may be trained on, numbered in this order
   * @param size rows of both tables, if that is possible: 2 √n is the least. With as many as
   *     features there is one table, in which each has a row of its own
   */
  static List<Table> quotientRemainder(int field, Dictionary features, int[] known, int size) {
    if (size >= known.length) {
      return hashed(field, features, known, size);
    }
    int remainders = remainders(known.length, size);
    int[] quotient = new int[features.size()];
    int[] remainder = new int[features.size()];
    for (int i = 0; i < known.length; i++) {
      quotient[known[i]] = i / remainders;
      remainder[known[i]] = i % remainders;
    }
    return List.of(
        new Table(field, quotients(known.length, remainders), quotient),
        new Table(field, remainders, remainder));
  }

  /** The greatest number of remainders that leaves room for the quotients. */
  private static int remainders(int n, int size) {
    for (int remainders = size - 1; remainders * (long) remainders >= n; remainders--) {
      if (remainders + quotients(n, remainders) <= size) {
        return remainders;
      }
    }
    return (int) Math.ceil(Math.sqrt(n));
  }

  private static int quotients(int n, int remainders) {
    return (n + remainders - 1) / remainders;
  }
}
