package io.saec.evaluate;

import io.saec.events.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which rows a model may learn from and which it is tested on.
 *
 * @param train rows, in the order of the file or shuffled
 * @param test the others
 */
record Split(int[] train, int[] test) {

  /**
   * Divides rows.
   *
   * @param share of the rows that is trained on
   * @param seed of what is drawn
   */
  static Split of(int rows, SplitRule rule, double share, long seed) {
    int[] order = IntStream.range(0, rows).toArray();
    if (rule == SplitRule.RANDOM) {
      shuffle(order, new SplitMix64(seed));
    }
    return cut(order, share);
  }

  /** The training rows divided once more: to learn from, and the last of them to choose by. */
  Split withinTraining(double share) {
    return cut(train, share);
  }

  private static Split cut(int[] order, double share) {
    int train = (int) (order.length * share);
    return new Split(Arrays.copyOf(order, train), Arrays.copyOfRange(order, train, order.length));
  }

  /** Fisher and Yates' shuffle. */
  static void shuffle(int[] rows, SplitMix64 random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[other];
      rows[other] = row;
    }
  }
}
