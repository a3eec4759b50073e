package io.saec.cli.evaluate;

import io.saec.events.EventSource;
import io.saec.model.FeatureEvent;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Events as they are handed over, some of one time in a record. After the end of what there is,
 * more may be handed over.
 */
final class HandedOver implements EventSource {
  private static final int BATCH = 100;

  private final Map<String, Integer> fields;
  private List<FeatureEvent> events = List.of();
  private int next;

  /**
   * @param fields embedding dimension by field
   */
  HandedOver(Map<String, Integer> fields) {
    this.fields = fields;
  }

  /** Hands over the events that come next, once all before them have been taken. */
  void add(List<FeatureEvent> more) {
    events = more;
    next = 0;
  }

  @Override
  public Map<String, Integer> fields() {
    return fields;
  }

  @Override
  public boolean next(List<FeatureEvent> batch) {
    batch.clear();
    long ts = next < events.size() ? events.get(next).ts() : 0;
    while (next < events.size() && batch.size() < BATCH && events.get(next).ts() == ts) {
      batch.add(events.get(next++));
    }
    return !batch.isEmpty();
  }

  @Override
  public OptionalLong total() {
    return OptionalLong.empty();
  }
}
