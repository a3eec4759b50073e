package io.saec.operators.combine;

import io.saec.operators.Occurrences;
import io.saec.state.Embedding;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Occurrences folded by feature and pane. Folding within a pane loses nothing: counts are kept by
 * pane, and every boundary sees all of a pane or nothing of it. (not thread safe)
 */
final class Bundle {
  private final Map<Slot, Slot> slots = new HashMap<>();
  private final Slot probe = new Slot(0, "", 0);

  /** Folds one in. */
  void add(Occurrences seen) {
    probe.set(seen.key(), seen.feature(), seen.pane());
    Slot slot = slots.get(probe);
    if (slot == null) {
      slot = new Slot(seen.key(), seen.feature(), seen.pane());
      slots.put(slot, slot);
    }
    slot.fold(seen);
  }

  /** Features and panes held. */
  int size() {
    return slots.size();
  }

  /** Hands on what it holds, and holds nothing. */
  void drain(Consumer<Occurrences> out) {
    for (Slot slot : slots.values()) {
      out.accept(slot.occurrences());
    }
    slots.clear();
  }

  /** Key and value in one: a fold allocates nothing once its feature is in the bundle. */
  private static final class Slot {
    private long key;
    private String feature;
    private long pane;
    private long count;
    private long embeddingTs;
    private float @Nullable [] embedding;

    Slot(long key, String feature, long pane) {
      this.key = key;
      this.feature = feature;
      this.pane = pane;
    }

    void set(long nextKey, String nextFeature, long nextPane) {
      key = nextKey;
      feature = nextFeature;
      pane = nextPane;
    }

    void fold(Occurrences seen) {
      count += seen.count();
      float[] next = seen.embedding();
      if (next != null
          && (embedding == null
              || Embedding.compare(seen.embeddingTs(), next, embeddingTs, embedding) > 0)) {
        embeddingTs = seen.embeddingTs();
        embedding = next;
      }
    }

    Occurrences occurrences() {
      return new Occurrences(key, feature, pane, count, embeddingTs, embedding);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Slot that
          && key == that.key
          && pane == that.pane
          && feature.equals(that.feature);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(feature) * 31 + Long.hashCode(key * 31 + pane);
    }
  }
}
