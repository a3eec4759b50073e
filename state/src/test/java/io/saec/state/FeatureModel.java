package io.saec.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature as the rules tell it, slow and plain: every event is kept, and each question is
 * answered by looking at all of them. What {@link FeatureRecord} is measured by.
 */
final class FeatureModel {
  private final Window window;
  private final long ttl;
  private final List<Count> counts = new ArrayList<>();
  private final List<Embedding> embeddings = new ArrayList<>();
  private @Nullable Embedding told;

  FeatureModel(Window window, long ttl) {
    this.window = window;
    this.ttl = ttl;
  }

  private record Count(long pane, long count) {}

  void see(long pane, long count, long ts, float @Nullable [] values, long passed) {
    boolean seenByABoundary = pane + window.panes() >= passed + 1;
    if (seenByABoundary) {
      counts.add(new Count(pane, count));
    }
    if (values != null) {
      embeddings.add(new Embedding(Math.max(pane, passed) + 1, ts, values, false));
    }
  }

  long frequency(long boundary) {
    return counts.stream()
        .filter(at -> at.pane() < boundary && at.pane() >= boundary - window.panes())
        .mapToLong(Count::count)
        .sum();
  }

  @Nullable Embedding inForce(long boundary) {
    return embeddings.stream()
        .filter(embedding -> embedding.effective() <= boundary)
        .max(
            Comparator.<Embedding>comparingLong(Embedding::ts)
                .thenComparing(FeatureModel::bits)
                .thenComparing(Embedding::effective, Comparator.reverseOrder()))
        .orElse(null);
  }

  /** The one value of an embedding in these tests, as the wire orders it. */
  private static long bits(Embedding embedding) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(embedding.values()[0]));
  }

  boolean isSettled(Embedding inForce) {
    return told != null && told.ts() == inForce.ts() && told.values()[0] == inForce.values()[0];
  }

  boolean isExpired(long boundary) {
    long last = Long.MIN_VALUE;
    for (Count at : counts) {
      if (at.pane() < boundary) {
        last = Math.max(last, at.pane());
      }
    }
    Embedding inForce = inForce(boundary);
    if (inForce != null) {
      last = Math.max(last, inForce.effective() - 1);
    }
    return last != Long.MIN_VALUE
        && ttl != FeatureRecord.NEVER
        && boundary > last + ttl
        && frequency(boundary) == 0;
  }

  void tell(long boundary) {
    told = inForce(boundary);
  }

  void forget(long boundary) {
    counts.removeIf(at -> at.pane() < boundary);
    embeddings.removeIf(embedding -> embedding.effective() <= boundary);
    told = null;
  }

  /** Whether a shard has something to do or to tell at the boundary. */
  boolean calls(long boundary) {
    Embedding inForce = inForce(boundary);
    return frequency(boundary) != frequency(boundary - 1)
        || frequency(boundary) > 0
        || isExpired(boundary)
        || (inForce != null && !isSettled(inForce));
  }
}
