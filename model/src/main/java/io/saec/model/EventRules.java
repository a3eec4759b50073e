package io.saec.model;

import java.time.Duration;
import java.util.Map;

/**
 * What an event must keep to.
 *
 * @param dimensions embedding dimension by field; a field that is not in here is unknown
 * @param allowedSkew how far an event's {@code ts} may lie ahead of its record's own timestamp
 * @param maxBytes the longest record, in bytes
 */
public record EventRules(Map<String, Integer> dimensions, Duration allowedSkew, int maxBytes) {
  public EventRules {
    dimensions = Map.copyOf(dimensions);
  }
}
