package io.saec.evaluate;

import io.saec.clustering.budget.Budget;
import java.util.OptionalInt;

/**
 * How values are kept in each budget.
 *
 * @param valueBits the same for all: 8, or 2 to 7 on the average, coded; empty for what suits the
 *     budget, see {@link Budget#valueBits}
 */
public record Precisions(OptionalInt valueBits) {
  /** What suits each budget. */
  public static final Precisions BY_BUDGET = new Precisions(OptionalInt.empty());

  public Precisions {
    valueBits.ifPresent(
        bits -> {
          if (bits < 2 || bits > Byte.SIZE) {
            throw new IllegalArgumentException("a value takes 2 to 8 bits, not " + bits);
          }
        });
  }

  /** The same for all. */
  public static Precisions of(int valueBits) {
    return new Precisions(OptionalInt.of(valueBits));
  }

  Precision at(Budget budget) {
    return new Precision(valueBits.orElse(budget.valueBits()));
  }
}
