package io.saec.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What FREQUENCY knows of one feature: its occurrences by pane, exact, and its embeddings: the one
 * in force at the next boundary, and those that come into force later because their events ran
 * ahead of the watermark. Immutable; times are in boundaries and panes of {@link Window}.
 */
public final class FeatureRecord {
  /** A feature that was never seen. */
  public static final FeatureRecord NONE =
      new FeatureRecord(new long[0], new long[0], List.of(), false);

  /** {@link #nextChange} of a feature that will not change unless it is seen again. */
  public static final long NEVER = Long.MAX_VALUE;

  private final long[] panes;
  private final long[] counts;
  private final List<Embedding> embeddings;
  private final boolean admitted;

  /**
   * @param panes ascending, shape [n]
   * @param counts occurrences by pane, each at least 0, shape [n]
   * @param embeddings ascending by the boundary they come into force and by their order of winning
   * @param admitted whether an embedding was ever settled
   */
  FeatureRecord(long[] panes, long[] counts, List<Embedding> embeddings, boolean admitted) {
    this.panes = panes;
    this.counts = counts;
    this.embeddings = embeddings;
    this.admitted = admitted;
  }

  /**
   * Counts occurrences. A pane that no coming boundary sees is left out: ask {@link
   * Window#isTooLate} to know. Panes that went out of sight are let go, but for one that says when
   * the feature was last seen until a pane ahead of the watermark comes into sight.
   *
   * @param passed the last boundary that has fired
   */
  public FeatureRecord count(long pane, long count, Window window, long passed) {
    if (window.isTooLate(pane, passed)) {
      return this;
    }
    int at = Arrays.binarySearch(panes, pane);
    if (at >= 0) {
      long[] added = counts.clone();
      added[at] += count;
      return new FeatureRecord(panes, added, embeddings, admitted);
    }
    int insert = -at - 1;
    int from = 0;
    while (from < insert
        && window.isTooLate(panes[from], passed)
        && (from + 1 < insert ? panes[from + 1] : pane) <= passed) {
      from++;
    }
    int kept = panes.length - from;
    long[] nextPanes = new long[kept + 1];
    long[] nextCounts = new long[kept + 1];
    int before = insert - from;
    System.arraycopy(panes, from, nextPanes, 0, before);
    System.arraycopy(counts, from, nextCounts, 0, before);
    nextPanes[before] = pane;
    nextCounts[before] = count;
    System.arraycopy(panes, insert, nextPanes, before + 1, panes.length - insert);
    System.arraycopy(counts, insert, nextCounts, before + 1, panes.length - insert);
    return new FeatureRecord(nextPanes, nextCounts, embeddings, admitted);
  }

  /**
   * Takes a new embedding, unless one that wins over it is in force from the same boundary on or
   * earlier.
   *
   * @param passed the last boundary that has fired: what only boundaries up to it saw is let go
   */
  public FeatureRecord embed(long ts, float[] values, long effective, long passed) {
    int at = embeddings.size();
    while (at > 0 && embeddings.get(at - 1).effective() > effective) {
      at--;
    }
    if (at > 0 && !beats(ts, values, embeddings.get(at - 1))) {
      return this;
    }
    List<Embedding> next = new ArrayList<>(embeddings.size() + 1);
    for (int i = 0; i < at; i++) {
      // One that the next is in force with or instead of, at every boundary to come, is over.
      long until = i + 1 < at ? embeddings.get(i + 1).effective() : effective;
      if (until > passed + 1) {
        next.add(embeddings.get(i));
      }
    }
    if (!next.isEmpty() && next.get(next.size() - 1).effective() == effective) {
      next.remove(next.size() - 1);
    }
    next.add(new Embedding(effective, ts, values, false));
    for (int i = at; i < embeddings.size(); i++) {
      if (!beats(ts, values, embeddings.get(i))) {
        next.add(embeddings.get(i));
      }
    }
    return new FeatureRecord(panes, counts, List.copyOf(next), admitted);
  }

  private static boolean beats(long ts, float[] values, Embedding other) {
    return Embedding.compare(ts, values, other.ts(), other.values()) > 0;
  }

  /** Occurrences in the window of a boundary. */
  public long frequency(long boundary, Window window) {
    long sum = 0;
    for (int i = panes.length - 1; i >= 0 && panes[i] >= boundary - window.panes(); i--) {
      if (panes[i] < boundary) {
        sum += counts[i];
      }
    }
    return sum;
  }

  /** The embedding in force at a boundary, null if there is none yet. */
  public @Nullable Embedding embedding(long boundary) {
    for (int i = embeddings.size() - 1; i >= 0; i--) {
      if (embeddings.get(i).effective() <= boundary) {
        return embeddings.get(i);
      }
    }
    return null;
  }

  /** The embedding that will be in force once all that has come is, null if there is none. */
  public @Nullable Embedding newest() {
    return embeddings.isEmpty() ? null : embeddings.get(embeddings.size() - 1);
  }

  /** The embedding that comes into force before all others, null if there is none. */
  public @Nullable Embedding earliest() {
    return embeddings.isEmpty() ? null : embeddings.get(0);
  }

  /** The same record, with the embedding in force at the boundary marked as told. */
  public FeatureRecord settle(long boundary) {
    Embedding inForce = embedding(boundary);
    if (inForce == null || inForce.settled()) {
      return this;
    }
    List<Embedding> next = new ArrayList<>(embeddings.size());
    for (Embedding embedding : embeddings) {
      if (embedding.equals(inForce)) {
        next.add(inForce.settle());
      } else if (embedding.effective() > boundary) {
        next.add(embedding);
      }
    }
    return new FeatureRecord(panes, counts, List.copyOf(next), true);
  }

  /**
   * Whether the feature is due to go at a boundary: an empty window, and nothing seen of it for
   * {@code ttl} panes.
   */
  public boolean isExpired(long boundary, Window window, long ttl) {
    return boundary >= expiry(boundary, ttl) && frequency(boundary, window) == 0;
  }

  /** What is left of an expired feature: that which a boundary does not see yet. */
  public FeatureRecord after(long boundary) {
    int from = 0;
    while (from < panes.length && panes[from] < boundary) {
      from++;
    }
    return new FeatureRecord(
        Arrays.copyOfRange(panes, from, panes.length),
        Arrays.copyOfRange(counts, from, counts.length),
        embeddings.stream().filter(embedding -> embedding.effective() > boundary).toList(),
        false);
  }

  /** Whether an embedding of it was ever settled: ASSIGNMENT has been told of the feature. */
  public boolean isAdmitted() {
    return admitted;
  }

  /** Whether nothing is known of the feature. */
  public boolean isEmpty() {
    return panes.length == 0 && embeddings.isEmpty();
  }

  /**
   * The next boundary after {@code boundary} at which this feature looks otherwise although nothing
   * more is seen of it: its window slides until one boundary has found it empty, then its time to
   * live ends. What lies ahead of {@code boundary} has a timer of its own, so a gap in event time
   * is skipped; it does not count here, so the answer does not depend on how far events run ahead.
   *
   * @param ttl panes without an event after which it goes; {@link #NEVER} if it never does
   */
  public long nextChange(long boundary, Window window, long ttl) {
    if (frequency(boundary, window) > 0) {
      return boundary + 1;
    }
    return Math.max(boundary + 1, expiry(boundary, ttl));
  }

  /**
   * First boundary at which the feature has not been seen for {@code ttl} panes, by what {@code
   * boundary} sees of it; {@link #NEVER} if that is nothing.
   */
  private long expiry(long boundary, long ttl) {
    if (ttl == NEVER) {
      return NEVER;
    }
    long last = Long.MIN_VALUE;
    for (long pane : panes) {
      if (pane < boundary) {
        last = Math.max(last, pane);
      }
    }
    for (Embedding embedding : embeddings) {
      if (embedding.effective() <= boundary) {
        last = Math.max(last, embedding.effective() - 1);
      }
    }
    return last == Long.MIN_VALUE ? NEVER : last + 1 + ttl;
  }

  long[] panes() {
    return panes;
  }

  long[] counts() {
    return counts;
  }

  List<Embedding> embeddings() {
    return embeddings;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FeatureRecord that
        && Arrays.equals(panes, that.panes)
        && Arrays.equals(counts, that.counts)
        && embeddings.equals(that.embeddings)
        && admitted == that.admitted;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(panes) + Arrays.hashCode(counts))
        + 2 * embeddings.hashCode()
        + (admitted ? 1 : 0);
  }

  @Override
  public String toString() {
    return "panes "
        + Arrays.toString(panes)
        + " counts "
        + Arrays.toString(counts)
        + " "
        + embeddings
        + (admitted ? " admitted" : "");
  }
}
