package io.saec.client.store;

import io.saec.client.snapshot.Position;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The plainest store that outlives whoever writes to it: a commit copies everything. */
public final class KeptStore implements ViewStore {
  private Map<String, Part> fields = new HashMap<>();
  private List<Position> positions = List.of();
  private final Map<String, Part> kept = new HashMap<>();
  private List<Position> keptPositions = List.of();

  /** What a process finds that opens it after the last one was killed. */
  public KeptStore reopened() {
    KeptStore next = new KeptStore();
    kept.forEach(
        (field, part) -> {
          next.fields.put(field, part.copy());
          next.kept.put(field, part.copy());
        });
    next.positions = keptPositions;
    next.keptPositions = keptPositions;
    return next;
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public Set<String> fields() {
    return Set.copyOf(kept.keySet());
  }

  @Override
  public FieldStore field(String field) {
    return fields.computeIfAbsent(field, name -> new Part());
  }

  @Override
  public FieldStore beside(String field) {
    return new Part();
  }

  @Override
  public void adopt(String field, FieldStore part) {
    fields.put(field, (Part) part);
  }

  @Override
  public void discard(FieldStore part) {}

  @Override
  public List<Position> positions() {
    return positions;
  }

  @Override
  public void commit(List<Position> read) {
    fields.forEach((field, part) -> kept.put(field, part.copy()));
    keptPositions = List.copyOf(read);
  }

  @Override
  public void close() {
    fields = new HashMap<>();
  }

  private static final class Part implements FieldStore {
    private final Map<String, Mapping> mappings = new TreeMap<>();
    private final Map<Note, byte[]> notes = new EnumMap<>(Note.class);

    Part copy() {
      Part copy = new Part();
      copy.mappings.putAll(mappings);
      notes.forEach((what, bytes) -> copy.notes.put(what, bytes.clone()));
      return copy;
    }

    @Override
    public int clusterOf(String feature, long version) {
      Mapping last = mappings.get(feature);
      Mapping mapping = last == null ? null : last.asOf(version);
      return mapping == null ? Mapping.NONE : mapping.cluster();
    }

    @Override
    public @Nullable Mapping last(String feature) {
      return mappings.get(feature);
    }

    @Override
    public void put(String feature, Mapping mapping) {
      mappings.put(feature, mapping);
    }

    @Override
    public void remove(String feature) {
      mappings.remove(feature);
    }

    @Override
    public void settle(long version) {}

    @Override
    public long features() {
      return mappings.size();
    }

    @Override
    public void forEach(BiConsumer<String, Mapping> visitor) {
      mappings.forEach(visitor);
    }

    @Override
    public Optional<byte[]> note(Note what) {
      return Optional.ofNullable(notes.get(what));
    }

    @Override
    public void note(Note what, byte[] bytes) {
      notes.put(what, bytes.clone());
    }
  }
}
