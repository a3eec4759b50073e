package io.saec.events;

import io.saec.model.FeatureEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has been fed so far: written by the feeding thread, read by any, each number on its own.
 * Distinct features are exact, from sets that hold every one of them.
 */
public final class FeedCounts {
  private final Map<String, Set<String>> features = new LinkedHashMap<>();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong maxTs = new AtomicLong(Long.MIN_VALUE);

  FeedCounts(Set<String> fields) {
    fields.forEach(field -> features.put(field, ConcurrentHashMap.newKeySet()));
  }

  /** Counts one record. */
  void add(List<FeatureEvent> batch) {
    long latest = maxTs.get();
    for (FeatureEvent event : batch) {
      Set<String> ofField = features.get(event.field());
      if (ofField == null) {
        throw new IllegalStateException(
            "an event of '" + event.field() + "', not a field of its source");
      }
      ofField.add(event.feature());
      latest = Math.max(latest, event.ts());
    }
    maxTs.set(latest);
    events.addAndGet(batch.size());
    records.incrementAndGet();
  }

  /** Records handed to Kafka, without closing ones. */
  public long records() {
    return records.get();
  }

  /** Events in those records. */
  public long events() {
    return events.get();
  }

  /** The latest event time, epoch milliseconds; {@link Long#MIN_VALUE} before the first event. */
  public long maxTs() {
    return maxTs.get();
  }

  /** Distinct features by field, in the order of the source's fields. */
  public Map<String, Integer> features() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    features.forEach((field, seen) -> sizes.put(field, seen.size()));
    return Collections.unmodifiableMap(sizes);
  }
}
