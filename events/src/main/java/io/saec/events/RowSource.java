package io.saec.events;

/** Where the feature comes from that a made-up row has of a field. */
public sealed interface RowSource {

  /**
   * Features that come and become popular by themselves: users, items, placements.
   *
   * @param features known at the start
   * @param arrival share of the rows that bring one that nobody has seen
   * @param zipfExponent of their popularity; not 1. Below 1 the most popular hundredth has about
   *     .01^(1 - exponent) of the rows
   */
  record Arrivals(int features, double arrival, double zipfExponent) implements RowSource {
    public Arrivals {
      if (features < 1 || !(arrival >= 0 && arrival <= 1)) {
        throw new IllegalArgumentException(
            "features must be at least 1 and arrival from 0 to 1: " + features + ", " + arrival);
      }
    }
  }

  /**
   * What a feature of another field has once and for all: the tag of an item, the country of a
   * user. Features of one group have the same few attributes more often than others.
   *
   * @param of the other field, which stands before this one
   * @param features there are
   * @param zipfExponent of their popularity among the other field's features; not 1
   */
  record Attribute(String of, int features, double zipfExponent) implements RowSource {
    public Attribute {
      if (features < 1) {
        throw new IllegalArgumentException("features must be at least 1: " + features);
      }
    }
  }

  /** What the row's time says, in UTC. */
  enum Clock implements RowSource {
    /** Of the day, 0 to 23. */
    HOUR,
    /** Of the week, 0 on Mondays. */
    WEEKDAY
  }
}
