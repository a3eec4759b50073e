package io.saec.client;

import static io.saec.client.MappingView.NONE;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.client.store.FieldStore;
import io.saec.client.store.Mapping;
import io.saec.model.Hashes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One field as readers see it: all mappings, staged ones among them, and the one sealed version
 * that says which of them count. The writer puts every mapping of a version in before it publishes
 * the version, so whoever reads the version finds the mappings. (thread safe for readers, one
 * writer)
 */
final class FieldView {
  private final String field;
  private final Problems problems;
  private final FieldStore store;
  private final AtomicLong updates = new AtomicLong();
  private final AtomicLong tombstones = new AtomicLong();
  private final AtomicLong repetitions = new AtomicLong();
  private volatile Turns turns = new Turns();
  private volatile @Nullable Sealed sealed;

  FieldView(String field, FieldStore store, Problems problems) {
    this.field = field;
    this.store = store;
    this.problems = problems;
  }

  // ---- readers ----

  /** See {@link MappingView#clusterOf}. */
  int clusterOf(String feature) {
    Sealed now = sealed;
    while (now != null) {
      int cluster = clusterAt(now, feature);
      if (cluster != NONE || now.version() == version()) {
        return cluster;
      }
      // Flipped meanwhile: what the old version needs may have been cut off behind it.
      now = sealed;
    }
    return NONE;
  }

  /** See {@link MappingView#embedding}. */
  boolean embedding(String feature, float[] out) {
    Sealed now = inForce();
    int cluster = clusterAt(now, feature);
    while (cluster == NONE && now.version() != version()) {
      now = inForce();
      cluster = clusterAt(now, feature);
    }
    Codebook codebook = now.codebook();
    codebook.copy(cluster == NONE ? codebook.manifest().fallback() : cluster, out);
    return cluster != NONE;
  }

  /** See {@link MappingView#lookUp}. */
  Answers lookUp(List<String> features) {
    Sealed now = inForce();
    int[] clusters = clustersAt(now, features);
    while (now.version() != version()) {
      now = inForce();
      clusters = clustersAt(now, features);
    }
    return new Answers(now.codebook(), clusters);
  }

  private int[] clustersAt(Sealed now, List<String> features) {
    return features.stream().mapToInt(feature -> clusterAt(now, feature)).toArray();
  }

  private int clusterAt(Sealed now, String feature) {
    return known(now, feature, store.clusterOf(feature, now.version()));
  }

  private int known(Sealed now, String feature, int cluster) {
    if (cluster == NONE || now.codebook().has(cluster)) {
      return cluster;
    }
    if (store.base() == null) {
      // A snapshot may take an unknown feature for one of a cluster that is no more.
      problems.report(
          "field '%s': feature '%s' is mapped to cluster %d, which version %d does not have"
              .formatted(field, feature, cluster, now.version()));
    }
    return NONE;
  }

  private Sealed inForce() {
    Sealed now = sealed;
    if (now == null) {
      throw new IllegalStateException("field '" + field + "' has no version yet");
    }
    return now;
  }

  /**
   * The version in force as a whole, null before the first.
   *
   * @param read how far the topics had been read before this was called
   */
  @Nullable SealedField sealedField(List<Read> read) {
    Sealed now = sealed;
    return now == null
        ? null
        : new SealedView(
            field, this, now, read.stream().map(end -> positionFor(now, end)).toList());
  }

  /** What is staged for later versions is not in the version in force: it must be read again. */
  private Position positionFor(Sealed now, Read end) {
    Position position = end.position();
    long staged = turns.after(end.topic(), position.partition(), now.version());
    return position.withOffset(Math.min(position.offset(), staged));
  }

  /** See {@link SealedField#forEach}. */
  void forEach(Sealed version, SealedField.Visitor visitor) {
    if (store.base() != null) {
      throw new IllegalStateException(
          "field '" + field + "' began with a snapshot, which does not know its features by name");
    }
    store.forEach(
        (feature, last) -> {
          Mapping mapping = last.asOf(version.version());
          int cluster = mapping == null ? NONE : known(version, feature, mapping.cluster());
          if (cluster != NONE) {
            visitor.visit(feature, cluster);
          }
        });
    if (version() != version.version()) {
      // What the old version needs may have been cut off behind it.
      throw new IllegalStateException(
          "field '%s' went from version %d to %d meanwhile"
              .formatted(field, version.version(), version()));
    }
  }

  long version() {
    Sealed now = sealed;
    return now == null ? 0 : now.version();
  }

  FieldStatus status() {
    Sealed now = sealed;
    return new FieldStatus(
        now == null ? null : now.codebook().manifest(),
        store.features(),
        now == null ? Double.NaN : now.churn(),
        now == null ? Double.NaN : now.distortionAll(),
        now == null ? Double.NaN : now.distortionArrivals(),
        updates.get(),
        tombstones.get(),
        repetitions.get(),
        problems.count(),
        problems.last());
  }

  // ---- the writer ----

  /** The feature's mapping that was read last, staged or not; null if it has none. */
  @Nullable Mapping last(String feature) {
    return store.last(feature);
  }

  void put(String feature, Mapping mapping) {
    store.put(feature, mapping);
    updates.incrementAndGet();
  }

  /** Removes the feature from all versions. */
  void remove(String feature) {
    tombstones.incrementAndGet();
    store.remove(feature);
  }

  /** A ledger with the sums of all last mappings, where they are known by name. */
  ShardLedger openLedger(int shards) {
    ShardLedger ledger = new ShardLedger(shards, store.base() == null);
    if (ledger.summed()) {
      store.forEach((feature, last) -> ledger.replace(Hashes.ofFeature(feature), null, last));
    }
    return ledger;
  }

  FieldStore store() {
    return store;
  }

  Turns turns() {
    return turns;
  }

  void resume(Turns from) {
    turns = from;
  }

  /**
   * Forgets what is said of {@code version} and before about features that a later version moves,
   * unless their shard is known to be exact at {@code version}.
   */
  void forgetOutdated(long version, ShardLedger ledger, SealTally tally) {
    Map<String, Mapping> moved = new HashMap<>();
    store.forEach(
        (feature, last) -> {
          Mapping staged = last.after(version);
          if (staged != null && !tally.exact(ledger.shardOf(Hashes.ofFeature(feature)))) {
            moved.put(feature, staged);
          }
        });
    moved.forEach(store::put);
  }

  void countRepetition() {
    repetitions.incrementAndGet();
  }

  /** Shows a version; what that changes for readers. */
  Flip publish(Sealed next) {
    Sealed before = sealed;
    sealed = next;
    store.settle(next.version());
    turns.forget(next.version());
    return flip(before, next);
  }

  /** What it changes for readers of another view of the field to look at this one. */
  Flip flipFrom(@Nullable FieldView other) {
    return flip(other == null ? null : other.sealed, inForce());
  }

  private Flip flip(@Nullable Sealed before, Sealed next) {
    return Flip.between(field, before == null ? null : before.codebook(), next.codebook());
  }

  Problems problems() {
    return problems;
  }
}
