package io.saec.operators.assignment;

import io.saec.clustering.Codebook;
import io.saec.operators.FieldCodebook;
import io.saec.state.FieldBoundary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The codebooks by field and boundary. One that is there early waits for its own boundary, however
 * far the subtask of CLUSTERING that made it may lead the others. (not thread safe)
 */
final class Codebooks {
  private final BroadcastState<FieldBoundary, Codebook> state;
  private final Map<Long, TreeMap<Long, CodebookInUse>> byField = new HashMap<>();

  private Codebooks(BroadcastState<FieldBoundary, Codebook> state) {
    this.state = state;
  }

  static Codebooks restore(BroadcastState<FieldBoundary, Codebook> state) throws Exception {
    Codebooks codebooks = new Codebooks(state);
    for (Map.Entry<FieldBoundary, Codebook> entry : state.immutableEntries()) {
      codebooks.index(entry.getKey(), entry.getValue());
    }
    return codebooks;
  }

  private void index(FieldBoundary at, Codebook codebook) {
    byField
        .computeIfAbsent(at.fieldId(), field -> new TreeMap<>())
        .put(at.boundary(), new CodebookInUse(codebook));
  }

  void add(FieldCodebook next) throws Exception {
    FieldBoundary at = new FieldBoundary(next.fieldId(), next.boundary());
    state.put(at, next.codebook());
    index(at, next.codebook());
  }

  /** The codebook made at exactly that boundary, null if none was. */
  @Nullable CodebookInUse madeAt(long fieldId, long boundary) {
    TreeMap<Long, CodebookInUse> codebooks = byField.get(fieldId);
    return codebooks == null ? null : codebooks.get(boundary);
  }

  /** The codebook in force once that boundary has been dealt with, null if there is none yet. */
  @Nullable CodebookInUse inForce(long fieldId, long boundary) {
    TreeMap<Long, CodebookInUse> codebooks = byField.get(fieldId);
    Map.Entry<Long, CodebookInUse> found =
        codebooks == null ? null : codebooks.floorEntry(boundary);
    return found == null ? null : found.getValue();
  }

  /** Boundaries after {@code boundary} that the field has a codebook for. */
  List<Long> after(long fieldId, long boundary) {
    TreeMap<Long, CodebookInUse> codebooks = byField.get(fieldId);
    return codebooks == null ? List.of() : List.copyOf(codebooks.tailMap(boundary, false).keySet());
  }

  /** Lets go what is older than the codebook in force at {@code boundary}. */
  void prune(long boundary) throws Exception {
    for (Map.Entry<Long, TreeMap<Long, CodebookInUse>> field : byField.entrySet()) {
      Long inForce = field.getValue().floorKey(boundary);
      if (inForce != null) {
        for (long old : List.copyOf(field.getValue().headMap(inForce).keySet())) {
          state.remove(new FieldBoundary(field.getKey(), old));
          field.getValue().remove(old);
        }
      }
    }
  }
}
