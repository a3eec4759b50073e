package io.saec.client.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a view asks of any store. */
public abstract class StoreContract {
  private static final String FIELD = "item";

  private final Map<ViewStore, Boolean> opened = new HashMap<>();

  /** An empty store. */
  protected abstract ViewStore open() throws Exception;

  /** The fields that it knows from the beginning, with no features. */
  protected Set<String> begunWith() {
    return Set.of();
  }

  private FieldStore field() throws Exception {
    return opened().field(FIELD);
  }

  private ViewStore opened() throws Exception {
    ViewStore store = open();
    opened.put(store, true);
    return store;
  }

  @AfterEach
  void close() {
    opened.keySet().forEach(ViewStore::close);
  }

  @Test
  void isEmptyAtFirst() throws Exception {
    ViewStore store = opened();
    assertThat(store.fields()).isEqualTo(begunWith());
    assertThat(store.positions()).isEmpty();
    assertThat(store.field(FIELD).last("a")).isNull();
    assertThat(store.field(FIELD).clusterOf("a", Long.MAX_VALUE)).isEqualTo(Mapping.NONE);
    assertThat(store.field(FIELD).features()).isZero();
  }

  @Test
  void aFieldIsTheSameWhoeverAsksForIt() throws Exception {
    ViewStore store = opened();
    store.field(FIELD).put("a", new Mapping(1, 7, null));
    assertThat(store.field(FIELD).clusterOf("a", 1)).isEqualTo(7);
    assertThat(store.field("tag").clusterOf("a", 1)).isEqualTo(Mapping.NONE);
  }

  @Test
  void theNewestMappingThatIsOldEnoughCounts() throws Exception {
    FieldStore field = field();
    field.put("a", new Mapping(9, 0, new Mapping(5, 2, new Mapping(3, 1, null))));
    assertThat(field.clusterOf("a", 2)).isEqualTo(Mapping.NONE);
    assertThat(field.clusterOf("a", 3)).isEqualTo(1);
    assertThat(field.clusterOf("a", 8)).isEqualTo(2);
    assertThat(field.clusterOf("a", 9)).isZero();
    assertThat(field.last("a"))
        .isEqualTo(new Mapping(9, 0, new Mapping(5, 2, new Mapping(3, 1, null))));
  }

  @Test
  void whatIsRemovedIsGoneFromAllVersions() throws Exception {
    FieldStore field = field();
    field.put("a", new Mapping(2, 1, new Mapping(1, 0, null)));
    field.put("b", new Mapping(2, 1, null));
    field.remove("a");
    field.remove("never there");
    assertThat(field.last("a")).isNull();
    assertThat(field.clusterOf("a", 2)).isEqualTo(Mapping.NONE);
    assertThat(field.features()).isEqualTo(1);
    field.put("a", new Mapping(3, 4, null));
    assertThat(field.clusterOf("a", 3)).isEqualTo(4);
    assertThat(field.features()).isEqualTo(2);
  }

  @Test
  void greatestAndLeastGoIn() throws Exception {
    FieldStore field = field();
    String longest = "x".repeat(256);
    field.put(longest, new Mapping(0xFFFF_FFFFL, Integer.MAX_VALUE, new Mapping(1, 0, null)));
    field.put("é☃𝄞", new Mapping(1, 5, null));
    assertThat(field.clusterOf(longest, Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(field.clusterOf(longest, 0xFFFF_FFFEL)).isZero();
    assertThat(field.clusterOf("é☃𝄞", 1)).isEqualTo(5);
    assertThat(field.last("é☃𝄟")).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257})
  void aNameThatNoFeatureHasIsRefused(int length) throws Exception {
    FieldStore field = field();
    assertThatThrownBy(() -> field.put("x".repeat(length), new Mapping(1, 0, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature has " + length + " bytes");
    assertThat(field.features()).isZero();
  }

  @Test
  void aVersionThatIsTooGreatIsRefused() throws Exception {
    FieldStore field = field();
    assertThatThrownBy(() -> field.put("a", new Mapping(1L << 32, 0, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4294967296");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderOfChangesComesToTheSameAsInAMap(long seed) throws Exception {
    Random random = new Random(seed);
    FieldStore field = field();
    Map<String, Mapping> expected = new TreeMap<>();
    long current = 1;
    for (int step = 0; step < 20_000; step++) {
      String feature = "f" + random.nextInt(1 + random.nextInt(3_000));
      switch (random.nextInt(20)) {
        case 0, 1, 2 -> {
          field.remove(feature);
          expected.remove(feature);
        }
        case 3 -> {
          if (random.nextInt(100) == 0) {
            current++;
            field.settle(current);
          }
        }
        default -> {
          Mapping last = expected.get(feature);
          assertThat(since(field.last(feature), current)).isEqualTo(since(last, current));
          long version = Math.max(current + random.nextInt(3), last == null ? 0 : last.version());
          Mapping next = Mapping.onTop(last, version, random.nextInt(5), current);
          field.put(feature, next);
          expected.put(feature, next);
        }
      }
    }
    long now = current;
    Map<String, Mapping> found = new TreeMap<>();
    field.forEach((feature, last) -> found.put(feature, since(last, now)));
    expected.replaceAll((feature, last) -> since(last, now));
    assertThat(found).isEqualTo(expected);
    assertThat(field.features()).isEqualTo(expected.size());
    for (String feature : expected.keySet()) {
      for (long version = now; version < now + 3; version++) {
        Mapping mapping = expected.get(feature).asOf(version);
        assertThat(field.clusterOf(feature, version))
            .isEqualTo(mapping == null ? Mapping.NONE : mapping.cluster());
      }
    }
  }

  /** What matters of a mapping from a version on: a store may keep what lies below. */
  private static @Nullable Mapping since(@Nullable Mapping last, long version) {
    if (last == null) {
      return null;
    }
    Mapping older = last.version() <= version ? null : since(last.older(), version);
    return new Mapping(last.version(), last.cluster(), older);
  }

  @Test
  void aPartBesideShowsOnceItIsAdopted() throws Exception {
    ViewStore store = opened();
    store.field(FIELD).put("a", new Mapping(1, 1, null));
    store.field(FIELD).put("gone", new Mapping(1, 1, null));
    FieldStore beside = store.beside(FIELD);
    beside.put("a", new Mapping(2, 2, null));
    assertThat(store.field(FIELD).clusterOf("a", 2)).isEqualTo(1);
    store.adopt(FIELD, beside);
    assertThat(store.field(FIELD).clusterOf("a", 2)).isEqualTo(2);
    assertThat(store.field(FIELD).last("gone")).isNull();
    FieldStore discarded = store.beside(FIELD);
    discarded.put("a", new Mapping(3, 3, null));
    store.discard(discarded);
    assertThat(store.field(FIELD).clusterOf("a", 3)).isEqualTo(2);
  }

  @Test
  void readersSeeWhatWasThereBeforeTheyLooked() throws Exception {
    FieldStore field = field();
    AtomicInteger put = new AtomicInteger();
    AtomicLong wrong = new AtomicLong();
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(1);
              while (put.get() < 50_000) {
                int sure = put.get();
                if (sure > 0) {
                  int feature = random.nextInt(sure);
                  wrong.addAndGet(field.clusterOf("f" + feature, 2) == feature ? 0 : 1);
                }
              }
            });
    for (int i = 0; i < 50_000; i++) {
      // A mapping below, which is settled now and then, must never show.
      field.put("f" + i, new Mapping(2, i, new Mapping(1, i + 1, null)));
      put.set(i + 1);
      if (i % 5_000 == 0) {
        field.settle(2);
        opened.keySet().forEach(store -> store.commit(List.of()));
      }
    }
    reader.join();
    assertThat(wrong).hasValue(0);
  }
}
