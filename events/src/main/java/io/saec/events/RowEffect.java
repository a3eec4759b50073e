package io.saec.events;

/**
 * What the features of a field do to the label of made-up rows.
 *
 * @param bias standard deviation of what each adds to the score by itself
 * @param popularity what a feature adds for being e times as popular as another
 * @param length root mean square of a feature's factors, taken as a vector: two fields of lengths a
 *     and b add a term of standard deviation a b / sqrt(rank) to the score
 * @param own share of the factors' variance that is the feature's alone; the rest comes from its
 *     groups
 * @param groups that features belong to, each to three of them in part; 0 with {@code own} of 1
 */
public record RowEffect(double bias, double popularity, double length, double own, int groups) {
  public RowEffect {
    if (!(bias >= 0 && length >= 0 && Double.isFinite(popularity))) {
      throw new IllegalArgumentException("bias and length must not be negative, nor not numbers");
    }
    if (!(own >= 0 && own <= 1) || groups < 0 || (groups == 0 && own < 1)) {
      throw new IllegalArgumentException(
          "own must be from 0 to 1, and 1 where there are no groups: " + own + ", " + groups);
    }
  }

  /** Features that have nothing in common. */
  static RowEffect alone(double bias, double length) {
    return new RowEffect(bias, 0, length, 1, 0);
  }
}
