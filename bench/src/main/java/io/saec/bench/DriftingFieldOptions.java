package io.saec.bench;

import java.util.List;

/**
 * The shape of one made-up field.
 *
 * @param name of the field
 * @param dim embedding dimension
 * @param features at the start
 * @param arrivals new features a day, as a share of those at the start
 * @param exponent of the features' popularity: the r-th most popular of n is seen {@code
 *     r^-exponent} times as often as the first
 * @param occurrences a day
 * @param groups of similar features
 */
public record DriftingFieldOptions(
    String name,
    int dim,
    int features,
    double arrivals,
    double exponent,
    int occurrences,
    int groups) {

  /**
   * Four fields of a shop. The greatest has a long tail: some three in a hundred of its features
   * hold two fifths of its occurrences.
   */
  public static final List<DriftingFieldOptions> SHOP =
      List.of(
          new DriftingFieldOptions("user", 16, 100_000, 0.002, 0.75, 100_000, 1_500),
          new DriftingFieldOptions("item", 32, 20_000, 0.004, 0.9, 100_000, 500),
          new DriftingFieldOptions("tag", 8, 2_000, 0.004, 1.1, 100_000, 60),
          new DriftingFieldOptions("city", 8, 300, 0.0005, 1.1, 100_000, 12));

  /** The same with a share of the features, the groups and the occurrences. */
  DriftingFieldOptions scaled(double share) {
    return new DriftingFieldOptions(
        name,
        dim,
        scaled(features, share),
        arrivals,
        exponent,
        scaled(occurrences, share),
        scaled(groups, share));
  }

  private static int scaled(int value, double share) {
    return Math.max(4, (int) (value * share));
  }
}
