package io.saec.evaluate;

import java.util.Optional;

/** Another way to few bytes. */
interface Rival {
  /** The key in a report. */
  String word();

  /** Whether it takes what a budget gives it, or has a size of its own. */
  boolean takesBudget();

  /**
   * What it makes of a budget.
   *
   * @param budget bytes
   * @param precision of what it keeps, where that is not its own
   * @return empty if it has no form that is so small
   */
  Optional<Contender> within(long budget, Precision precision);

  /** A rival of a certain size. */
  interface Contender {
    /** Bytes that it takes, counted as {@link ByteCount#PACKED} counts. */
    long bytes();

    /**
     * How well it does on the test part.
     *
     * @param full the model of that seed, for those that begin with it
     */
    Quality quality(FullModel full, long seed);
  }
}
