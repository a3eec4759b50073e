package io.saec.events;

import io.saec.events.RowSource.Arrivals;
import io.saec.events.RowSource.Attribute;
import io.saec.events.RowSource.Clock;
import io.saec.model.FieldShard;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Labelled rows that nobody made, without end, one at a time and in the order of time. A label is 1
 * with probability sigmoid(score); the score is a factorization machine's over the row's {@link
 * HiddenEffects}, and a term for each pair of crossed features. Shape and seed alone decide every
 * row, on any machine. Costs about 2 µs a row, and holds four bytes a feature. (not thread safe)
 */
public final class MadeUpRows {
  /** A Monday. */
  private static final long START = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();

  private static final int DAY_SECONDS = 86_400;
  private static final int HOUR_SECONDS = 3600;

  /** Groups' centres go round once in so many days: in some months they go half the way. */
  private static final double DRIFT_DAYS = 300;

  /** Rows of each hour beside the others': little by night, most in the evening. */
  private static final int[] RHYTHM = {
    3, 2, 1, 1, 1, 2, 3, 5, 6, 7, 7, 7, 8, 8, 7, 7, 8, 8, 9, 10, 11, 11, 8, 5
  };

  private final RowShape shape;
  private final SplitMix64 random;
  private final Column[] columns;
  private final Crossing[] crossings;
  private final int[] secondOfDay;
  private final int[] features;
  private final double[] sum;
  private long made;
  private long day = -1;
  private long ts;
  private double score;
  private boolean label;

  public MadeUpRows(RowShape shape, long seed) {
    this.shape = shape;
    this.random = new SplitMix64(seed);
    this.columns = new Column[shape.fields().size()];
    this.features = new int[columns.length];
    this.sum = new double[shape.rank()];
    this.secondOfDay = secondsOfDay(shape.rowsPerDay());
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < columns.length; i++) {
      RowField field = shape.fields().get(i);
      columns[i] = column(field, numbers, SplitMix64.mix(seed, FieldShard.fieldId(field.name())));
      numbers.put(field.name(), i);
    }
    this.crossings =
        shape.crosses().stream()
            .map(
                cross ->
                    new Crossing(
                        SplitMix64.mix(
                            ~seed, FieldShard.fieldId(cross.one() + "." + cross.other())),
                        numbers.getOrDefault(cross.one(), 0),
                        numbers.getOrDefault(cross.other(), 0),
                        cross.spread()))
            .toArray(Crossing[]::new);
  }

  /** What draws a row's feature of one field, from those of the fields before. */
  @FunctionalInterface
  private interface Draw {
    int next();
  }

  /** One field: how its feature is drawn, how popular that is, what it does, room for factors. */
  private record Column(
      Draw draw,
      Popularity popularity,
      double perPopularity,
      HiddenEffects effects,
      double[] factors) {}

  /** How popular the feature is that was drawn last. */
  @FunctionalInterface
  private interface Popularity {
    double now();
  }

  /** Two fields, by number, whose pairs of features add to the score. */
  private record Crossing(long seed, int one, int other, double spread) {
    double of(int[] features) {
      long pair = (long) features[one] << 32 | features[other];
      return spread * new SplitMix64(SplitMix64.mix(seed, pair)).nextNoise();
    }
  }

  private Column column(RowField field, Map<String, Integer> before, long seed) {
    HiddenEffects effects = new HiddenEffects(seed, field.effect(), shape.rank());
    Draw draw;
    Popularity popularity = () -> 0;
    if (field.source() instanceof Arrivals arrivals) {
      Catalogue catalogue =
          new Catalogue(
              arrivals.features(),
              Integer.MAX_VALUE,
              arrivals.arrival(),
              new Zipf(arrivals.zipfExponent()),
              new SplitMix64(SplitMix64.mix(seed, -1)));
      draw = catalogue::draw;
      popularity = catalogue::popularity;
    } else if (field.source() instanceof Attribute attribute) {
      int of = before.getOrDefault(attribute.of(), 0);
      Attributes attributes = new Attributes(~seed, attribute, columns[of].effects());
      draw = () -> attributes.of(features[of]);
    } else {
      draw =
          field.source() == Clock.HOUR
              ? () -> (int) (ts % DAY_SECONDS / HOUR_SECONDS)
              : () -> (int) ((ts - START) / DAY_SECONDS % 7);
    }
    return new Column(
        draw, popularity, field.effect().popularity(), effects, new double[shape.rank()]);
  }

  /** Second of the day of each of its rows, ascending. */
  private static int[] secondsOfDay(int rows) {
    int all = 0;
    for (int ofHour : RHYTHM) {
      all += ofHour;
    }
    int[] seconds = new int[rows];
    int hour = 0;
    int before = 0;
    for (int row = 0; row < rows; row++) {
      double place = (double) row * all / rows;
      while (place >= before + RHYTHM[hour]) {
        before += RHYTHM[hour++];
      }
      seconds[row] = (int) ((hour + (place - before) / RHYTHM[hour]) * HOUR_SECONDS);
    }
    return seconds;
  }

  /** Moves to the next row; the first call to the first. */
  public void next() {
    turnTo(made / shape.rowsPerDay());
    ts = START + day * DAY_SECONDS + secondOfDay[(int) (made % shape.rowsPerDay())];
    made++;
    score = shape.intercept();
    Arrays.fill(sum, 0);
    double squares = 0;
    for (int i = 0; i < columns.length; i++) {
      Column column = columns[i];
      features[i] = column.draw().next();
      score += column.effects().of(features[i], column.factors());
      if (column.perPopularity() != 0) {
        score += column.perPopularity() * column.popularity().now();
      }
      for (int j = 0; j < sum.length; j++) {
        double factor = column.factors()[j];
        sum[j] += factor;
        squares += factor * factor;
      }
    }
    double pairs = -squares;
    for (double ofFactor : sum) {
      pairs += ofFactor * ofFactor;
    }
    score += pairs / 2;
    for (Crossing crossing : crossings) {
      score += crossing.of(features);
    }
    label = random.nextDouble() < 1 / (1 + StrictMath.exp(-score));
  }

  private void turnTo(long nextDay) {
    if (nextDay != day) {
      day = nextDay;
      for (Column column : columns) {
        column.effects().turnTo(day / DRIFT_DAYS);
      }
    }
  }

  /** Event time of the row, epoch seconds. */
  public long ts() {
    return ts;
  }

  /** Label of the row. */
  public boolean label() {
    return label;
  }

  /** The row's feature of a field, by their numbers. Features count from 0 up as they arrive. */
  public int feature(int field) {
    return features[field];
  }

  /** What decided the label: no model can know more. */
  double score() {
    return score;
  }
}
