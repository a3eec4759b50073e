package io.saec.clustering.budget;

import java.util.OptionalInt;

/** How options say in how many bits the values of centroids are kept. */
public final class ValueBits {
  /** As many as suit the budget, see {@link Budget#valueBits}. */
  public static final String BY_BUDGET = "budget";

  private ValueBits() {}

  /**
   * The number, empty for {@link #BY_BUDGET}.
   *
   * @throws IllegalArgumentException saying what is wanted, if it is neither that nor from 2 to 8
   */
  public static OptionalInt of(String word) {
    if (word.equals(BY_BUDGET)) {
      return OptionalInt.empty();
    }
    if (!word.matches("[2-8]")) {
      throw new IllegalArgumentException("'" + word + "' is not budget or a number from 2 to 8");
    }
    return OptionalInt.of(Integer.parseInt(word));
  }
}
