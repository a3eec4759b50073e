package io.saec.client.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.snapshot.Position;
import io.saec.client.store.FieldStore;
import io.saec.client.store.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts, removals, commits, second readings and restarts, in any order, against a map. */
class LifeTest {
  private static final int STEPS = 20_000;
  private static final int FEATURES = 500;

  @TempDir Path directory;

  private Map<String, Mapping> expected = new TreeMap<>();
  private Map<String, Mapping> committed = new TreeMap<>();
  private long commits;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void comesToTheSameAsInAMap(long seed) {
    Random random = new Random(seed);
    RocksStore store = RocksStore.open(directory);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(2_000)) {
        case 0 -> {
          store.close();
          store = RocksStore.open(directory);
          expected = new TreeMap<>(committed);
          assertThat(store.positions()).isEqualTo(commits == 0 ? List.of() : positions());
          assertSame(store);
        }
        case 1, 2 -> {
          FieldStore beside = store.beside("item");
          expected = new TreeMap<>();
          for (int i = 0; i < 100; i++) {
            change(beside, random);
          }
          store.adopt("item", beside);
        }
        case 3, 4, 5 -> assertSame(store);
        default -> {
          if (random.nextInt(100) == 0) {
            commits++;
            store.commit(positions());
            committed = new TreeMap<>(expected);
          } else {
            change(store.field("item"), random);
          }
        }
      }
    }
    assertSame(store);
    store.close();
  }

  private List<Position> positions() {
    return List.of(new Position("mappings", 0, commits));
  }

  private void change(FieldStore field, Random random) {
    String feature = "f" + random.nextInt(FEATURES);
    if (random.nextBoolean()) {
      // As who follows does; else without having asked.
      assertThat(field.last(feature)).isEqualTo(expected.get(feature));
    }
    if (random.nextInt(4) == 0) {
      field.remove(feature);
      expected.remove(feature);
    } else {
      Mapping older = random.nextBoolean() ? null : new Mapping(3, random.nextInt(9), null);
      Mapping mapping = new Mapping(4 + random.nextInt(300), random.nextInt(300), older);
      field.put(feature, mapping);
      expected.put(feature, mapping);
    }
  }

  private void assertSame(RocksStore store) {
    FieldStore field = store.field("item");
    assertThat(field.features()).isEqualTo(expected.size());
    Map<String, Mapping> shown = new TreeMap<>();
    field.forEach((feature, last) -> assertThat(shown.put(feature, last)).isNull());
    assertThat(shown).isEqualTo(expected);
    for (int i = 0; i < FEATURES; i++) {
      Mapping mapping = expected.get("f" + i);
      Mapping past = mapping == null ? null : mapping.asOf(3);
      assertThat(field.clusterOf("f" + i, 3))
          .isEqualTo(past == null ? Mapping.NONE : past.cluster());
    }
  }
}
