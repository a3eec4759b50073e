package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.RowSource.Arrivals;
import io.saec.events.RowSource.Attribute;
import io.saec.events.RowSource.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MadeUpRowsTest {
  /** Rows of each feature of a field, ascending, without those that are in none. */
  private static int[][] counts(RowShape shape, long rows) {
    int[][] counts = new int[shape.fields().size()][500_000];
    MadeUpRows made = new MadeUpRows(shape, 1);
    for (long row = 0; row < rows; row++) {
      made.next();
      for (int field = 0; field < counts.length; field++) {
        counts[field][made.feature(field)]++;
      }
    }
    return Arrays.stream(counts)
        .map(field -> Arrays.stream(field).filter(count -> count > 0).sorted().toArray())
        .toArray(int[][]::new);
  }

  /** Share of the rows that the most frequent features have. */
  private static double shareOfTop(double features, int[] ascending) {
    int from = ascending.length - (int) (features * ascending.length);
    return (double) Arrays.stream(ascending, from, ascending.length).asLongStream().sum()
        / Arrays.stream(ascending).asLongStream().sum();
  }

  @Test
  void ratingsAreLongTailed() {
    int[][] counts = counts(RowShape.RATINGS, RowShape.RATINGS.rows());
    int[] users = counts[0];
    assertThat(users).hasSizeBetween(235_000, 245_000);
    assertThat(Arrays.stream(users).filter(rows -> rows <= 10).count())
        .isGreaterThan(users.length * 3L / 4);
    assertThat(users[users.length / 2]).isBetween(3, 7);
    assertThat(shareOfTop(0.01, users)).isBetween(0.12, 0.18);
    assertThat(shareOfTop(0.1, users)).isBetween(0.35, 0.45);
    int[] items = counts[1];
    assertThat(items).hasSizeBetween(40_000, 42_000);
    assertThat(shareOfTop(0.01, items)).isBetween(0.27, 0.37);
    assertThat(shareOfTop(0.1, items)).isBetween(0.53, 0.64);
    assertThat(counts[2]).hasSizeBetween(950, 1000);
    assertThat(counts[3]).hasSize(60);
    assertThat(counts[4]).hasSize(24);
  }

  @Test
  void contextsAndSmallHaveFewFeaturesThatAreWellKnown() {
    int[][] contexts = counts(RowShape.CONTEXTS, RowShape.CONTEXTS.rows());
    assertThat(Arrays.stream(contexts).mapToInt(field -> field.length).sum())
        .isBetween(8_000, 14_000);
    for (int[] field : contexts) {
      assertThat(field.length).isLessThan(5_000);
      assertThat(field[field.length / 2]).isGreaterThan(30);
    }
    int[][] small = counts(RowShape.SMALL, RowShape.SMALL.rows());
    assertThat(small[0]).hasSizeBetween(2_900, 3_200);
    assertThat(small[1]).hasSizeBetween(7_800, 8_400);
    assertThat(small[0][small[0].length / 2]).isGreaterThan(30);
  }

  @Property(tries = 10)
  void theSeedDecidesEverything(@ForAll long seed) {
    List<List<Long>> rows = rows(seed, 200);
    assertThat(rows(seed, 200)).isEqualTo(rows);
    assertThat(rows(seed + 1, 200)).isNotEqualTo(rows);
    assertThat(rows(seed, 100)).isEqualTo(rows.subList(0, 100));
  }

  private static List<List<Long>> rows(long seed, int count) {
    MadeUpRows made = new MadeUpRows(RowShape.CONTEXTS, seed);
    List<List<Long>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.next();
      List<Long> row = new ArrayList<>(List.of(made.ts(), made.label() ? 1L : 0L));
      for (int field = 0; field < RowShape.CONTEXTS.fields().size(); field++) {
        row.add((long) made.feature(field));
      }
      rows.add(row);
    }
    return rows;
  }

  /** As often as the score says, and so neither rare nor nearly certain. */
  @Test
  void labelsAreDrawnByTheScore() {
    for (RowShape shape : RowShape.ALL) {
      MadeUpRows made = new MadeUpRows(shape, 2);
      int rows = 50_000;
      int[] ones = new int[5];
      int[] all = new int[5];
      double[] expected = new double[5];
      for (int row = 0; row < rows; row++) {
        made.next();
        double chance = 1 / (1 + Math.exp(-made.score()));
        int fifth = (int) (chance * 5);
        all[fifth]++;
        expected[fifth] += chance;
        ones[fifth] += made.label() ? 1 : 0;
      }
      assertThat((double) Arrays.stream(ones).sum() / rows).as(shape.name()).isBetween(0.25, 0.55);
      for (int fifth = 0; fifth < 5; fifth++) {
        double fiveSigma = 5 * Math.sqrt(0.25 / all[fifth]);
        assertThat((double) ones[fifth] / all[fifth])
            .as("%s, fifth %d", shape.name(), fifth)
            .isCloseTo(expected[fifth] / all[fifth], within(fiveSigma));
        assertThat(all[fifth]).isGreaterThan(rows / 50);
      }
    }
  }

  @Test
  void timeGoesOnByDayAndHourWithFewRowsByNight() {
    MadeUpRows made = new MadeUpRows(RowShape.CONTEXTS, 3);
    int[] ofHour = new int[24];
    long last = 0;
    for (int row = 0; row < 10 * RowShape.CONTEXTS.rowsPerDay(); row++) {
      made.next();
      assertThat(made.ts()).isGreaterThanOrEqualTo(last);
      last = made.ts();
      long days = (last - 1_704_067_200) / 86_400;
      assertThat(days).isEqualTo(row / RowShape.CONTEXTS.rowsPerDay());
      assertThat(made.feature(8)).isEqualTo((int) (last % 86_400 / 3600));
      assertThat(made.feature(9)).isEqualTo((int) (days % 7));
      ofHour[made.feature(8)]++;
    }
    assertThat(ofHour[20]).isGreaterThan(8 * ofHour[3]);
    assertThat(ofHour).doesNotContain(0);
  }

  @Test
  void newFeaturesKeepArriving() {
    MadeUpRows made = new MadeUpRows(RowShape.RATINGS, 4);
    int rows = 50_000;
    int before = 0;
    int latest = 0;
    for (int row = 0; row < rows; row++) {
      made.next();
      latest = Math.max(latest, made.feature(0));
      before = row == rows / 2 ? latest : before;
    }
    assertThat(latest - before).isBetween(2_200, 2_800);
  }

  @Test
  void anAttributeStaysAndIsMoreOftenOneOfItsGroup() {
    Attribute tag = new Attribute("item", 1000, 0.7);
    HiddenEffects items = new HiddenEffects(5, new RowEffect(0, 0, 1, 0.5, 40), 2);
    Attributes tags = new Attributes(6, tag, items);
    Map<Integer, Map<Integer, Integer>> byGroup = new HashMap<>();
    int features = 20_000;
    for (int item = 0; item < features; item++) {
      int of = tags.of(item);
      assertThat(of).isBetween(0, 999).isEqualTo(new Attributes(6, tag, items).of(item));
      byGroup
          .computeIfAbsent(items.groupOf(item), group -> new HashMap<>())
          .merge(of, 1, Integer::sum);
    }
    long inMostFrequent =
        byGroup.values().stream()
            .flatMap(
                ofTag ->
                    ofTag.values().stream()
                        .sorted((one, other) -> Integer.compare(other, one))
                        .limit(16))
            .mapToLong(count -> count)
            .sum();
    assertThat((double) inMostFrequent / features).isBetween(0.65, 0.9);
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    RowField item = new RowField("item", new Arrivals(2, 0, 0.5), RowEffect.alone(1, 1));
    RowField tag = new RowField("tag", new Attribute("item", 2, 0.5), RowEffect.alone(1, 1));
    RowField hour = new RowField("hour", Clock.HOUR, RowEffect.alone(1, 1));
    assertThat(shape(item, tag, hour).fields()).hasSize(3);
    assertThatThrownBy(() -> shape(tag, item)).hasMessageContaining("'tag' is of 'item'");
    assertThatThrownBy(() -> shape(item, item)).hasMessageContaining("two fields");
    assertThatThrownBy(() -> shape()).hasMessageContaining("at least 1");
    RowShape.Cross cross = new RowShape.Cross("item", "city", 1);
    assertThatThrownBy(() -> new RowShape("a", 1, 1, 1, 0, List.of(item), List.of(cross)))
        .hasMessageContaining("city");
    assertThatThrownBy(() -> new RowEffect(1, 0, 1, 0.5, 0)).hasMessageContaining("groups");
    assertThatThrownBy(() -> new Arrivals(1, 1.5, 0.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new RowField("a/b", Clock.HOUR, RowEffect.alone(1, 1)))
        .hasMessageContaining("'a/b'");
  }

  private static RowShape shape(RowField... fields) {
    return new RowShape("any", 1, 1, 1, 0, List.of(fields), List.of());
  }
}
