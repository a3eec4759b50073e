package io.saec.operators.assignment;

import io.saec.operators.FieldRules;
import io.saec.state.FeatureChange;
import io.saec.state.MappedFeature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its nearest centroid, in a tile a field. A tile is mapped when it is full; whoever
 * reads or writes what a waiting change is about to write maps the others before. (not thread safe)
 */
final class Tiles implements Lull.Work {
  private final Tile.Mapping mapping;
  private final IntConsumer sizes;
  private final Map<Long, Tile> byField = new HashMap<>();

  /** Those that hold something, the one begun first before. */
  private final List<Tile> begun = new ArrayList<>();

  /**
   * @param mapping takes what is mapped
   * @param sizes is told how many were mapped at once
   */
  Tiles(Tile.Mapping mapping, IntConsumer sizes) {
    this.mapping = mapping;
    this.sizes = sizes;
  }

  @Override
  public boolean isEmpty() {
    return begun.isEmpty();
  }

  /** Puts a change aside; with the last that its tile takes, the tile is mapped. */
  void add(
      FieldRules field,
      FeatureChange change,
      @Nullable MappedFeature before,
      CodebookInUse codebook)
      throws Exception {
    Tile tile = byField.get(field.id());
    if (tile == null || !tile.isBy(codebook)) {
      doField(field);
      tile = new Tile(field, codebook);
      byField.put(field.id(), tile);
    }
    if (tile.isEmpty()) {
      begun.add(tile);
    }
    tile.add(change, before);
    if (tile.isFull()) {
      begun.remove(tile);
      map(tile);
    }
  }

  /** Whether a change of the same feature waits. */
  boolean holds(FieldRules field, FeatureChange change) {
    if (begun.isEmpty()) {
      return false;
    }
    Tile tile = byField.get(field.id());
    return tile != null && tile.holds(change.key(), change.feature());
  }

  /** Maps what waits of a field. */
  void doField(FieldRules field) throws Exception {
    Tile tile = byField.get(field.id());
    if (tile != null && begun.remove(tile)) {
      map(tile);
    }
  }

  /** Maps all that wait. */
  @Override
  public void doAll() throws Exception {
    for (Tile tile : begun) {
      map(tile);
    }
    begun.clear();
  }

  private void map(Tile tile) throws Exception {
    sizes.accept(tile.size());
    tile.map(mapping);
  }
}
