package io.saec.evaluate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * A budget divided without looking at what fields lose: each gets the same share of its features,
 * but a field of few features keeps them all, as it does in the job, where the budget allows it.
 */
final class Shares {
  /** Up to so many features are few: the job's {@code clusters.floor}. */
  private static final int FEW = 64;

  private static final int STEPS = 40;

  private Shares() {}

  /**
   * The greatest share that fits, found by bisection.
   *
   * @param features of each field
   * @param bytes of all fields with so many rows each; grows with each of them
   * @return rows of each field, from 1 to its features, 0 where it has none; empty if even one a
   *     field is too much
   */
  static Optional<int[]> within(int[] features, long budget, ToLongFunction<int[]> bytes) {
    int few = bytes.applyAsLong(rows(features, 0, FEW)) <= budget ? FEW : 0;
    if (bytes.applyAsLong(rows(features, 0, few)) > budget) {
      return Optional.empty();
    }
    double low = 0;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (bytes.applyAsLong(rows(features, middle, few)) <= budget) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Optional.of(rows(features, low, few));
  }

  private static int[] rows(int[] features, double share, int few) {
    return Arrays.stream(features)
        .map(n -> n <= few ? n : (int) Math.max(Math.min(n, 1), Math.round(share * n)))
        .toArray();
  }
}
