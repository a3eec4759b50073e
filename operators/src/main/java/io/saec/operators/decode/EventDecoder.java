package io.saec.operators.decode;

import io.saec.model.BadEventException;
import io.saec.model.DeadLetterHeaders;
import io.saec.model.EventJson;
import io.saec.model.EventRules;
import io.saec.model.FeatureEvent;
import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.operators.Occurrences;
import io.saec.operators.WireRecord;
import io.saec.state.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a record's events, or makes a dead letter of it. (not thread safe) */
public final class EventDecoder {
  private final EventJson json;
  private final Map<String, Long> fieldIds = new HashMap<>();
  private final Window window;
  private final int shards;
  private final int deadLetterBytes;

  /**
   * @param rules that events must keep to
   * @param window that cuts time into panes
   * @param shards of a field
   * @param deadLetterBytes of key and value together that a dead letter keeps at the most
   */
  public EventDecoder(EventRules rules, Window window, int shards, int deadLetterBytes) {
    this.json = new EventJson(rules);
    this.window = window;
    this.shards = shards;
    this.deadLetterBytes = deadLetterBytes;
    for (String field : rules.dimensions().keySet()) {
      fieldIds.put(field, FieldShard.fieldId(field));
    }
  }

  /** A record as it was received; {@code timestamp} is its own, epoch milliseconds. */
  public record Received(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value) {}

  /** Hands on the occurrences that the record holds, or one dead letter: all of it or nothing. */
  public void decode(Received record, Consumer<Decoded> out) {
    List<FeatureEvent> events;
    try {
      events = json.read(record.value(), record.timestamp());
    } catch (BadEventException e) {
      out.accept(Decoded.of(deadLetter(record, e.reason())));
      return;
    }
    for (FeatureEvent event : events) {
      out.accept(Decoded.of(event.ts(), occurrences(event)));
    }
  }

  private Occurrences occurrences(FeatureEvent event) {
    Long fieldId = fieldIds.get(event.field());
    if (fieldId == null) {
      throw new IllegalStateException("event of an unknown field was not refused: " + event);
    }
    return new Occurrences(
        FieldShard.key(fieldId, Hashes.shardOf(event.feature(), shards)),
        event.feature(),
        window.paneOf(event.ts()),
        event.count(),
        event.embedding() == null ? 0 : event.ts(),
        event.embedding());
  }

  private WireRecord deadLetter(Received record, String reason) {
    List<WireRecord.Header> headers = new ArrayList<>();
    headers.add(WireRecord.Header.of(DeadLetterHeaders.REASON, reason));
    headers.add(WireRecord.Header.of(DeadLetterHeaders.TOPIC, record.topic()));
    headers.add(
        WireRecord.Header.of(DeadLetterHeaders.PARTITION, Integer.toString(record.partition())));
    headers.add(WireRecord.Header.of(DeadLetterHeaders.OFFSET, Long.toString(record.offset())));
    // Within one bound, whatever came: a letter that the topic refused would stop the job for ever.
    byte[] key = kept(record.key(), deadLetterBytes, DeadLetterHeaders.KEY_TRUNCATED_FROM, headers);
    int left = deadLetterBytes - (key == null ? 0 : key.length);
    byte[] value = kept(record.value(), left, DeadLetterHeaders.TRUNCATED_FROM, headers);
    return new WireRecord(record.partition(), key, value, headers);
  }

  private static byte @Nullable [] kept(
      byte @Nullable [] bytes, int limit, String header, List<WireRecord.Header> headers) {
    if (bytes == null || bytes.length <= limit) {
      return bytes;
    }
    headers.add(WireRecord.Header.of(header, Integer.toString(bytes.length)));
    return Arrays.copyOf(bytes, limit);
  }
}
