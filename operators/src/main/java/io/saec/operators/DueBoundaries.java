package io.saec.operators;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which fields have a head at which boundary: the order of what is due. (not thread safe) */
final class DueBoundaries {
  private final TreeMap<Long, TreeSet<Long>> fieldsByBoundary = new TreeMap<>();

  void add(long boundary, long fieldId) {
    fieldsByBoundary.computeIfAbsent(boundary, at -> new TreeSet<>()).add(fieldId);
  }

  /** The earliest boundary with its fields, if it is not after {@code last}; else null. */
  Map.@Nullable Entry<Long, ? extends Collection<Long>> earliest(long last) {
    Map.Entry<Long, TreeSet<Long>> first = fieldsByBoundary.firstEntry();
    return first == null || first.getKey() > last ? null : first;
  }

  void remove(long boundary) {
    fieldsByBoundary.remove(boundary);
  }
}
