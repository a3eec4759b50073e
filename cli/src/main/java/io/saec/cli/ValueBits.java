package io.saec.cli;

import io.saec.job.UserError;
import java.util.OptionalInt;

/** Reads {@code --value-bits}. */
final class ValueBits {
  /** As many as suit the budget. */
  static final String BY_BUDGET = "budget";

  private ValueBits() {}

  /**
   * The number, empty for {@link #BY_BUDGET}.
   *
   * @throws UserError if it is neither that nor from 2 to 8
   */
  static OptionalInt of(String word) {
    if (word.equals(BY_BUDGET)) {
      return OptionalInt.empty();
    }
    if (!word.matches("[2-8]")) {
      throw new UserError("--value-bits: '" + word + "' is not budget or a number from 2 to 8");
    }
    return OptionalInt.of(Integer.parseInt(word));
  }
}
