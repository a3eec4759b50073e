package io.saec.client.store;

import io.saec.client.snapshot.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps everything in memory, until the process ends. */
public class MemoryStore implements ViewStore {
  private final Map<String, FieldStore> fields;

  /** Begins with nothing. */
  public MemoryStore() {
    this(Map.of());
  }

  /** Begins with fields that are there already. */
  MemoryStore(Map<String, ? extends FieldStore> begunWith) {
    fields = new HashMap<>(begunWith);
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public Set<String> fields() {
    return Set.of();
  }

  @Override
  public FieldStore field(String field) {
    return fields.computeIfAbsent(field, name -> new MemoryField());
  }

  @Override
  public FieldStore beside(String field) {
    return new MemoryField();
  }

  @Override
  public void adopt(String field, FieldStore part) {
    fields.put(field, part);
  }

  @Override
  public void discard(FieldStore part) {
    // The garbage collector does.
  }

  @Override
  public List<Position> positions() {
    return List.of();
  }

  @Override
  public void commit(List<Position> read) {
    // There is nothing to keep it for.
  }

  @Override
  public void close() {
    // The view goes on to be looked up in.
  }
}
