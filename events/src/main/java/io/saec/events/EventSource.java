package io.saec.events;

import io.saec.model.FeatureEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Feature events, a batch at a time: those of one batch belong in one record. */
public interface EventSource extends Closeable {
  /** Embedding dimension by field, in the order of the fields in a batch. */
  Map<String, Integer> fields();

  /**
   * Takes the next batch.
   *
   * @param batch emptied, then filled with at least one event
   * @return false at the end, with nothing in {@code batch}
   */
  boolean next(List<FeatureEvent> batch) throws IOException;

  /** Batches in all, at most; empty if that is not known. */
  OptionalLong total();

  @Override
  default void close() throws IOException {}
}
