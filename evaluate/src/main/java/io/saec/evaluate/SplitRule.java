package io.saec.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How rows are divided into those to learn from and those to be tested on. */
public enum SplitRule {
  /** The last rows are the test, as for a model in service. */
  TIME,
  /** Rows are drawn. */
  RANDOM;

  /** The word in options. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rule of that word, empty if there is none. */
  public static Optional<SplitRule> of(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word().equals(word)).findFirst();
  }
}
