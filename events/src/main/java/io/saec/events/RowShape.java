package io.saec.events;

import io.saec.events.RowSource.Arrivals;
import io.saec.events.RowSource.Attribute;
import io.saec.events.RowSource.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What made-up labelled rows look like, and what decides their labels: a logistic model of low-rank
 * factors, as {@link MadeUpRows} says. Numbers come from what is known of public sets of the kind,
 * not from what any model makes of them.
 *
 * @param name of the shape
 * @param rows a file has if nobody says otherwise
 * @param rowsPerDay of event time
 * @param rank factors of a feature
 * @param intercept of the score
 * @param fields in the order of their columns
 * @param crosses pairs of fields with effects besides
 */
public record RowShape(
    String name,
    long rows,
    int rowsPerDay,
    int rank,
    double intercept,
    List<RowField> fields,
    List<Cross> crosses) {

  /**
   * Each pair of two fields' features adds something of its own, which no factors of low rank hold.
   *
   * @param one name of a field
   * @param other name of another field
   * @param spread standard deviation of what a pair adds
   */
  public record Cross(String one, String other, double spread) {}

  /**
   * Who liked what, in five months of a large catalogue: a quarter of a million users and forty
   * thousand items. One row in ten is of a user nobody knew, as where most come for once or for a
   * few times: the median user has about 5 rows, and the most active hundredth a sixth of all. Of
   * the items, the most popular hundredth has a third of the rows. How easily a user likes things
   * and how good an item is tell most, as in public sets of ratings; popular items are liked more.
   * Tastes go by overlapping genres, but half of what tells a user from others is his alone, and so
   * are two fifths of an item.
   */
  public static final RowShape RATINGS =
      new RowShape(
          "ratings",
          1_800_000,
          12_000,
          8,
          -0.7,
          List.of(
              new RowField(
                  "user", new Arrivals(60_000, 0.1, 0.6), new RowEffect(1, 0, 1.6, 0.5, 60)),
              new RowField(
                  "item", new Arrivals(30_000, 0.006, 0.8), new RowEffect(0.9, 0.1, 1.6, 0.4, 120)),
              new RowField("tag", new Attribute("item", 1000, 0.7), RowEffect.alone(0.4, 0.5)),
              new RowField("country", new Attribute("user", 60, 1.1), RowEffect.alone(0.2, 0.4)),
              new RowField("hour", Clock.HOUR, RowEffect.alone(0.1, 0.2))),
          List.of(new Cross("country", "tag", 0.3)));

  /**
   * Clicks in their contexts, in four months of a small exchange of advertisements: ten fields of
   * up to a few thousand features, each seen a hundred times and more. At that a feature's effect
   * is its own nearly altogether, and pairs have effects besides, which factors of any rank hold in
   * part only: there is little to share.
   */
  public static final RowShape CONTEXTS =
      new RowShape(
          "contexts",
          300_000,
          2500,
          8,
          -1.2,
          List.of(
              new RowField(
                  "user", new Arrivals(2000, 0.002, 0.6), new RowEffect(0.5, 0, 0.9, 0.8, 30)),
              new RowField(
                  "ad", new Arrivals(3000, 0.004, 0.7), new RowEffect(0.4, 0.05, 0.9, 0.8, 60)),
              new RowField(
                  "site", new Arrivals(1500, 0.001, 0.9), new RowEffect(0.5, 0, 0.9, 0.8, 40)),
              new RowField("placement", new Arrivals(400, 0.0001, 0.7), RowEffect.alone(0.4, 0.9)),
              new RowField("campaign", new Attribute("ad", 800, 0.5), RowEffect.alone(0.4, 0.9)),
              new RowField("advertiser", new Attribute("ad", 300, 0.7), RowEffect.alone(0.4, 0.7)),
              new RowField("device", new Attribute("user", 600, 0.9), RowEffect.alone(0.3, 0.7)),
              new RowField("city", new Attribute("user", 900, 0.9), RowEffect.alone(0.3, 0.7)),
              new RowField("hour", Clock.HOUR, RowEffect.alone(0.2, 0.4)),
              new RowField("weekday", Clock.WEEKDAY, RowEffect.alone(0.1, 0.3))),
          List.of(new Cross("site", "placement", 0.4), new Cross("campaign", "device", 0.4)));

  /**
   * Who liked what where everybody is well known: some 3,000 users of a hundred rows each and 8,000
   * items of nearly forty, in half a year, as the small public sets of ratings are.
   */
  public static final RowShape SMALL =
      new RowShape(
          "small",
          300_000,
          1700,
          8,
          -0.3,
          List.of(
              new RowField(
                  "user", new Arrivals(2500, 0.0018, 0.6), new RowEffect(1, 0, 1.6, 0.5, 30)),
              new RowField(
                  "item", new Arrivals(7000, 0.004, 0.7), new RowEffect(0.9, 0.1, 1.6, 0.4, 60))),
          List.of());

  /** All that have a name. */
  public static final List<RowShape> ALL = List.of(RATINGS, CONTEXTS, SMALL);

  public RowShape {
    fields = List.copyOf(fields);
    crosses = List.copyOf(crosses);
    if (rows < 1 || rowsPerDay < 1 || rank < 1 || fields.isEmpty()) {
      throw new IllegalArgumentException("rows, rowsPerDay, rank and fields must be at least 1");
    }
    Map<String, RowSource> sources = new HashMap<>();
    for (RowField field : fields) {
      if (field.source() instanceof Attribute attribute
          && !(sources.get(attribute.of()) instanceof Arrivals)) {
        throw new IllegalArgumentException(
            "'" + field.name() + "' is of '" + attribute.of() + "', which must stand before it");
      }
      if (sources.put(field.name(), field.source()) != null) {
        throw new IllegalArgumentException("two fields have the name '" + field.name() + "'");
      }
    }
    for (Cross cross : crosses) {
      if (!sources.containsKey(cross.one()) || !sources.containsKey(cross.other())) {
        throw new IllegalArgumentException("there are no such fields: " + cross);
      }
    }
  }
}
