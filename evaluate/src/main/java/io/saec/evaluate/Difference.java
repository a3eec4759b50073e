package io.saec.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is said of a difference whose size seeds decide as well. */
public enum Difference {
  /** It is within the spread over seeds. */
  NONE,
  BETTER,
  WORSE;

  /**
   * Calls a difference by its mean and spread.
   *
   * @param gain mean, above 0 where it is for the better
   */
  static Difference of(double gain, double spread) {
    if (Math.abs(gain) <= spread) {
      return NONE;
    }
    return gain > 0 ? BETTER : WORSE;
  }

  /** The word in a report. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
