package io.saec.client;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import java.util.HashMap;
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
  private final MemoryView view;
  private final Map<String, FieldUpdater> fields = new HashMap<>();
  private final Problems problems;

  /** The fields of a second reading; null for all, and those show at once. */
  private final @Nullable Set<String> aside;

  private boolean caughtUp;

  public ViewUpdater() {
    this(System::nanoTime);
  }

  ViewUpdater(LongSupplier nanoTime) {
    this(new MemoryView(), new Problems(new ProblemLog(nanoTime)::say), null);
  }

  private ViewUpdater(MemoryView view, Problems problems, @Nullable Set<String> aside) {
    this.view = view;
    this.problems = problems;
    this.aside = aside;
  }

  /** What the records applied so far come to. */
  public MappingView view() {
    return view;
  }

  /** See {@link MappingFollower#sealed}. */
  Optional<SealedField> sealed(String field, List<Position> positions) {
    return view.sealed(field, positions);
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
   * Takes in a record. Never throws for what a record holds.
   *
   * @param value null for a tombstone
   * @param partition where it was read, for messages
   * @param offset where it was read, for messages
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
    try {
      switch (topic) {
        case MAPPINGS -> applyMapping(parsed, value, place);
        case CODEBOOKS -> applyCodebook(parsed, value, place);
      }
    } catch (RuntimeException e) {
      // Any kind, since JSON may hold null where a record promises none.
      report(parsed.field(), "record of key '" + text(parsed) + "' is bad: " + e, place);
    }
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
          field(key).retire(key.number());
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
    return fields.computeIfAbsent(key.field(), this::newField);
  }

  private FieldUpdater newField(String field) {
    FieldView shown = view.field(field);
    Problems own = shown == null ? new Problems(problems::report) : shown.problems();
    FieldView fieldView = new FieldView(field, own);
    if (aside == null) {
      view.show(field, fieldView);
    }
    return new FieldUpdater(field, fieldView, caughtUp, flip -> view.flipped(fieldView, flip));
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
    return new ViewUpdater(view, problems, Set.copyOf(some));
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
            view.replace(field, updater.view());
            healed.add(field);
          }
        });
    return healed;
  }

  /** No more records will come: whoever waits for a field need not. */
  public void end() {
    view.setEnded();
  }
}
