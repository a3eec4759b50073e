package io.saec.client;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.client.snapshot.Snapshot;
import io.saec.client.store.FieldStore;
import io.saec.client.store.MemoryStore;
import io.saec.client.store.StoreException;
import io.saec.client.store.ViewStore;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of both topics into a view. It asks no more of their order than Kafka gives:
 * the records of a partition come in order, partitions and topics may interleave at will. A record
 * that cannot be read is a problem, which is counted and logged, and nothing else happens.
 *
 * <p>It knows nothing of Kafka, so records may come from anywhere. (not thread safe: one writer;
 * {@link #view} and the problems are thread safe)
 */
public final class ViewUpdater {
  private final LiveView view;
  private final ViewStore store;
  private final Map<String, FieldUpdater> fields = new HashMap<>();

  /** Fields that have taken in records since the last {@link #commit}. */
  private final Set<String> touched = new HashSet<>();

  private final Problems problems;

  /** The fields of a second reading; null for all, and those show at once. */
  private final @Nullable Set<String> aside;

  /** By field that began with a snapshot, see {@link #skipBefore}. */
  private final Map<String, Map<Partition, Long>> skipped = new HashMap<>();

  private boolean caughtUp;

  /** Begins with nothing, in memory. */
  public ViewUpdater() {
    this(new MemoryStore());
  }

  /**
   * Goes on from what a store has kept, whose versions show at once.
   *
   * @throws StoreException if that cannot be read
   */
  public ViewUpdater(ViewStore store) {
    this(store, System::nanoTime);
  }

  ViewUpdater(ViewStore store, LongSupplier nanoTime) {
    this(store, new LiveView(), new Problems(new ProblemLog(nanoTime)::say), null);
    for (String field : store.fields()) {
      FieldUpdater updater = field(field);
      Snapshot base = updater.view().store().base();
      if (base == null) {
        updater.resume();
      } else {
        updater.begin(base);
      }
    }
  }

  private ViewUpdater(
      ViewStore store, LiveView view, Problems problems, @Nullable Set<String> aside) {
    this.store = store;
    this.view = view;
    this.problems = problems;
    this.aside = aside;
  }

  /** What the records applied so far come to. */
  public MappingView view() {
    return view;
  }

  /** See {@link MappingFollower#sealed}. */
  Optional<SealedField> sealed(String field, List<Read> read) {
    return view.sealed(field, read);
  }

  /** Problems of all fields, and those of no field. */
  public long problems() {
    return problems.count();
  }

  /** The newest problem, null if there was none. */
  public @Nullable String lastProblem() {
    return problems.last();
  }

  /**
   * Takes in a record. Never throws for what a record holds. One from before the position of the
   * snapshot that its field began with is passed over.
   *
   * @param value null for a tombstone
   * @param partition where it was read, for messages
   * @param offset where it was read, for messages
   * @throws StoreException if the store fails; nothing more can be applied then
   */
  public void apply(
      Topic topic, byte @Nullable [] key, byte @Nullable [] value, int partition, long offset) {
    Place place = new Place(topic, partition, offset);
    if (key == null) {
      problems.report("record has no key (" + place + ")");
      return;
    }
    WireKey parsed;
    try {
      parsed = WireKey.parse(key);
    } catch (IllegalArgumentException e) {
      problems.report(e.getMessage() + " (" + place + ")");
      return;
    }
    if (aside != null && !aside.contains(parsed.field())) {
      return;
    }
    if (store.durable()) {
      touched.add(parsed.field());
    }
    if (!skipped.isEmpty() && offset < skippedBefore(parsed.field(), topic, partition)) {
      return;
    }
    try {
      switch (topic) {
        case MAPPINGS -> applyMapping(parsed, value, place);
        case CODEBOOKS -> applyCodebook(parsed, value, place);
      }
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      // Any kind, since JSON may hold null where a record promises none.
      report(parsed.field(), "record of key '" + text(parsed) + "' is bad: " + e, place);
    }
  }

  private long skippedBefore(String field, Topic topic, int partition) {
    return skipped.getOrDefault(field, Map.of()).getOrDefault(new Partition(topic, partition), 0L);
  }

  /**
   * Has records be passed over that a field's snapshot has taken in.
   *
   * @param from by partition, the offset to take records in from
   */
  void skipBefore(String field, Map<Partition, Long> from) {
    skipped.put(field, from);
  }

  private void applyMapping(WireKey key, byte @Nullable [] value, Place place) {
    switch (key.kind()) {
      case FEATURE -> {
        if (value == null) {
          field(key).remove(key.feature());
        } else {
          var update = WireJson.readMapping(value);
          field(key).update(key.feature(), update, place);
        }
      }
      case NUMBER -> {
        var seal = WireJson.readSeal(notNull(value));
        field(key).seal(key.number(), seal, place);
      }
      case FIELD -> throw new IllegalArgumentException("key names neither feature nor shard");
    }
  }

  private void applyCodebook(WireKey key, byte @Nullable [] value, Place place) {
    switch (key.kind()) {
      case NUMBER -> {
        if (value == null) {
          field(key).retire(key.number(), place);
        } else {
          var centroid = WireJson.readCentroid(value);
          field(key).centroid(key.number(), centroid, place);
        }
      }
      case FIELD -> {
        var manifest = WireJson.readManifest(notNull(value));
        field(key).manifest(manifest, place);
      }
      case FEATURE -> throw new IllegalArgumentException("key names a feature");
    }
  }

  private static byte[] notNull(byte @Nullable [] value) {
    if (value == null) {
      throw new IllegalArgumentException("neither a seal nor a manifest can be a tombstone");
    }
    return value;
  }

  private FieldUpdater field(WireKey key) {
    return field(key.field());
  }

  private FieldUpdater field(String field) {
    return fields.computeIfAbsent(field, this::newField);
  }

  private FieldUpdater newField(String field) {
    FieldView shown = view.field(field);
    Problems own = shown == null ? new Problems(problems::report) : shown.problems();
    FieldStore part = aside == null ? store.field(field) : store.beside(field);
    FieldView fieldView = new FieldView(field, part, own);
    if (aside == null) {
      view.show(field, fieldView);
    }
    FieldUpdater updater =
        new FieldUpdater(field, fieldView, caughtUp, flip -> view.flipped(fieldView, flip));
    if (aside == null && !store.whole() && part.base() == null) {
      // The reading began in the middle: what the topics said of it before is not known.
      updater.doubt();
    }
    return updater;
  }

  private void report(String field, String problem, Place place) {
    String report = "field '" + field + "': " + problem + " (" + place + ")";
    FieldUpdater known = fields.get(field);
    if (known == null) {
      problems.report(report);
    } else {
      known.unreadable(report);
    }
  }

  private static String text(WireKey key) {
    return switch (key.kind()) {
      case FEATURE -> key.field() + '/' + key.feature();
      case NUMBER -> key.field() + '#' + key.number();
      case FIELD -> key.field();
    };
  }

  /**
   * The topics have been read as far as they reached when the reading began: shows the best version
   * of each field, and from now on takes what does not match for a problem.
   */
  public void caughtUp() {
    if (!caughtUp) {
      caughtUp = true;
      fields.values().forEach(FieldUpdater::goLive);
      view.setCaughtUp();
    }
  }

  // ---- reading again ----

  /** The fields that need not come to their next version by reading on, see {@link #again}. */
  Set<String> damaged() {
    return fields.entrySet().stream()
        .filter(field -> field.getValue().damaged())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Begins to read some fields again, aside: what it is given, from the beginning of the topics on,
   * shows nowhere until {@link #adopt}. It belongs to the same thread.
   */
  ViewUpdater again(Set<String> some) {
    return new ViewUpdater(store, view, problems, Set.copyOf(some));
  }

  /**
   * Ends a second reading that has come as far as this one: a field that came out whole, at the
   * version in force or a later one, shows at once what was read the second time, and goes on from
   * there. Any other stays as it is.
   *
   * @return the fields that were healed
   */
  Set<String> adopt(ViewUpdater again) {
    again.caughtUp();
    Set<String> healed = new TreeSet<>();
    again.fields.forEach(
        (field, updater) -> {
          long version = updater.view().version();
          if (!updater.damaged() && version > 0 && version >= view.version(field)) {
            fields.put(field, updater);
            store.adopt(field, updater.view().store());
            view.replace(field, updater.view());
            touched.add(field);
            healed.add(field);
          } else {
            store.discard(updater.view().store());
          }
        });
    return healed;
  }

  // ---- what outlives the process ----

  /**
   * Has the store keep what the records applied so far come to; they are all that is before {@code
   * read}.
   *
   * @throws StoreException if that failed
   */
  public void commit(List<Position> read) {
    if (store.durable()) {
      touched.forEach(field -> field(field).keep());
      store.commit(read);
    }
    touched.clear();
  }

  /** No more records will come: whoever waits for a field need not. */
  public void end() {
    view.setEnded();
  }
}
