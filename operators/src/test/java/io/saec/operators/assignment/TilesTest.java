package io.saec.operators.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.FieldShard;
import io.saec.operators.FieldRules;
import io.saec.operators.TestRules;
import io.saec.state.FeatureChange;
import io.saec.state.MappedFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TilesTest {
  private static final FieldRules ITEM = TestRules.ITEM;
  private static final FieldRules TAG = TestRules.TAG;

  private final CodebookInUse items = codebook(1, 0, 10);
  private final CodebookInUse tags = codebook(1, 0, 10);
  private final List<String> mapped = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final Tiles tiles =
      new Tiles(
          (field, change, before, codebook, cluster) ->
              mapped.add(
                  field.name()
                      + "/"
                      + change.feature()
                      + " "
                      + (before == null ? "" : before.current() + "->")
                      + cluster
                      + " v"
                      + codebook.version()),
          sizes::add);

  private static CodebookInUse codebook(long version, float... centroids) {
    int[] ids = IntStream.range(0, centroids.length).toArray();
    return new CodebookInUse(Running.line(version, 1, ids, centroids));
  }

  private static FeatureChange change(FieldRules field, int shard, String feature, float place) {
    return new FeatureChange(
        FieldShard.key(field.id(), shard),
        feature,
        FeatureChange.Kind.ARRIVED,
        2,
        15,
        new float[] {place});
  }

  private void addItem(String feature, float place) throws Exception {
    tiles.add(ITEM, change(ITEM, 0, feature, place), null, items);
  }

  private void addTag(String feature, float place) throws Exception {
    tiles.add(TAG, change(TAG, 0, feature, place), null, tags);
  }

  @Test
  void mapsATileWhenItIsFull() throws Exception {
    for (int i = 0; i < Tile.SIZE - 1; i++) {
      addItem("f" + i, i);
    }
    assertThat(mapped).isEmpty();
    assertThat(tiles.isEmpty()).isFalse();

    addItem("last", 9);
    assertThat(mapped)
        .containsExactly(
            "item/f0 0 v1",
            "item/f1 0 v1",
            "item/f2 0 v1",
            "item/f3 0 v1",
            "item/f4 0 v1",
            "item/f5 0 v1",
            "item/f6 1 v1",
            "item/last 1 v1");
    assertThat(sizes).containsExactly(Tile.SIZE);
    assertThat(tiles.isEmpty()).isTrue();
    tiles.doAll();
    assertThat(sizes).as("nothing is left").hasSize(1);
  }

  @Test
  void fieldsWaitApart() throws Exception {
    for (int i = 0; i < Tile.SIZE; i++) {
      addTag("t" + i, 1);
      if (i % 2 == 0) {
        addItem("i" + i, 9);
      }
    }

    assertThat(sizes).containsExactly(Tile.SIZE);
    assertThat(mapped).allMatch(word -> word.startsWith("tag/"));
    tiles.doAll();
    assertThat(sizes).containsExactly(Tile.SIZE, Tile.SIZE / 2);
    assertThat(mapped.get(Tile.SIZE)).isEqualTo("item/i0 1 v1");
  }

  @Test
  void doesAllInTheOrderTheFieldsBeganIn() throws Exception {
    addItem("a", 1);
    addTag("b", 1);
    addItem("c", 1);
    tiles.doAll();
    addTag("d", 1);
    addItem("e", 1);
    tiles.doAll();

    assertThat(mapped)
        .containsExactly("item/a 0 v1", "item/c 0 v1", "tag/b 0 v1", "tag/d 0 v1", "item/e 0 v1");
    assertThat(tiles.isEmpty()).isTrue();
  }

  @Test
  void doesOneField() throws Exception {
    addItem("a", 1);
    addTag("b", 1);
    tiles.doField(TAG);
    tiles.doField(TAG);

    assertThat(mapped).containsExactly("tag/b 0 v1");
    assertThat(tiles.isEmpty()).isFalse();
    assertThat(tiles.holds(TAG, change(TAG, 0, "b", 1))).isFalse();
    tiles.doAll();
    assertThat(sizes).containsExactly(1, 1);
  }

  @Test
  void knowsTheFeaturesThatWait() throws Exception {
    assertThat(tiles.holds(ITEM, change(ITEM, 0, "a", 1))).isFalse();
    addItem("a", 1);

    assertThat(tiles.holds(ITEM, change(ITEM, 0, "a", 7))).isTrue();
    assertThat(tiles.holds(ITEM, change(ITEM, 0, "b", 1))).isFalse();
    assertThat(tiles.holds(ITEM, change(ITEM, 1, "a", 1))).as("of another shard").isFalse();
    assertThat(tiles.holds(TAG, change(TAG, 0, "a", 1))).as("of another field").isFalse();
    tiles.doAll();
    assertThat(tiles.holds(ITEM, change(ITEM, 0, "a", 1))).isFalse();
  }

  @Test
  void aTileIsMappedByOneCodebook() throws Exception {
    addItem("a", 1);
    tiles.add(ITEM, change(ITEM, 0, "b", 1), null, codebook(2, 10, 0));

    assertThat(mapped).containsExactly("item/a 0 v1");
    tiles.doAll();
    assertThat(mapped).containsExactly("item/a 0 v1", "item/b 1 v2");
  }

  @Test
  void handsOnWhatWasKnownBefore() throws Exception {
    tiles.add(ITEM, change(ITEM, 0, "a", 1), new MappedFeature(null, -1, 1), items);
    addItem("b", 1);
    tiles.doAll();
    addItem("c", 1);
    tiles.doAll();

    assertThat(mapped).containsExactly("item/a 1->0 v1", "item/b 0 v1", "item/c 0 v1");
  }
}
