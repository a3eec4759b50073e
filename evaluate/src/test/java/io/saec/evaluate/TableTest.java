package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TableTest {
  private static Dictionary dictionary(int features) {
    Dictionary dictionary = new Dictionary("item");
    IntStream.range(0, features).forEach(i -> dictionary.number("i" + i));
    return dictionary;
  }

  /** The last features of the dictionary were never trained on. */
  private static int[] known(int features) {
    return IntStream.range(0, Math.max(1, features * 3 / 4)).toArray();
  }

  @Property(tries = 100)
  void hashesShareRowsUnlessThereIsOneForEach(
      @ForAll @IntRange(min = 1, max = 400) int features,
      @ForAll @IntRange(min = 1, max = 400) int size) {
    int[] known = known(features);
    Table table = Table.hashed(3, dictionary(features), known, size).get(0);
    assertThat(table.field()).isEqualTo(3);
    assertThat(table.rows()).hasSize(features);
    Set<Integer> used = new HashSet<>();
    for (int feature : known) {
      assertThat(table.rows()[feature]).isBetween(0, table.size() - 1);
      used.add(table.rows()[feature]);
    }
    if (size >= known.length) {
      assertThat(used).hasSameSizeAs(known);
    }
  }

  @Property(tries = 100)
  void quotientAndRemainderTellFeaturesApart(
      @ForAll @IntRange(min = 1, max = 400) int features,
      @ForAll @IntRange(min = 1, max = 400) int size) {
    int[] known = known(features);
    List<Table> tables = Table.quotientRemainder(0, dictionary(features), known, size);
    Set<List<Integer>> pairs = new HashSet<>();
    for (int feature : known) {
      pairs.add(
          tables.stream()
              .map(
                  table -> {
                    int row = table.rows()[feature];
                    assertThat(row).isBetween(0, table.size() - 1);
                    return row;
                  })
              .toList());
    }
    assertThat(pairs).hasSameSizeAs(known);
    int rows = tables.stream().mapToInt(Table::size).sum();
    int least = 2 * (int) Math.ceil(Math.sqrt(known.length));
    assertThat(rows).isLessThanOrEqualTo(Math.max(size, least));
  }
}
