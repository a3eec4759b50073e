package io.saec.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feature events in JSON: one object, or an array of them, a record. A record is taken whole or not
 * at all, so that a dead letter can be mended and sent again without counting anything twice. (not
 * thread safe)
 */
public final class EventJson {
  /** Far beyond any embedding, and its square summed over any dimension is still a finite float. */
  static final float MAX_COMPONENT = 0x1p50f;

  /** Milliseconds up to the year 4199: a boundary and a shard number share one long in state. */
  static final long MAX_TS = (1L << 46) - 1;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  private final EventRules rules;

  public EventJson(EventRules rules) {
    this.rules = rules;
  }

  /**
   * Reads and checks a record's events.
   *
   * @param record the bytes; null for a record without a value
   * @param recordTimestamp when the record was written, epoch milliseconds: the clock that the
   *     allowed skew is measured from, so that reading it again gives the same answer
   * @return at least one event, in order
   * @throws BadEventException if any of them is bad; the reason names which and why
   */
  public List<FeatureEvent> read(byte @Nullable [] record, long recordTimestamp)
      throws BadEventException {
    if (record == null || record.length == 0) {
      throw new BadEventException("record is empty");
    }
    if (record.length > rules.maxBytes()) {
      throw new BadEventException(
          "record has " + record.length + " bytes, more than " + rules.maxBytes());
    }
    try (JsonParser json = FACTORY.createParser(record)) {
      List<FeatureEvent> events = new ArrayList<>();
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        events.add(event(json, recordTimestamp));
      } else if (first == JsonToken.START_ARRAY) {
        array(json, recordTimestamp, events);
      } else {
        throw new BadEventException("record is neither a JSON object nor an array of them");
      }
      if (json.nextToken() != null) {
        throw new BadEventException("record goes on after its JSON");
      }
      return events;
    } catch (JsonProcessingException e) {
      throw new BadEventException("record is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadEventException("record is not JSON: " + e.getMessage());
    }
  }

  private void array(JsonParser json, long recordTimestamp, List<FeatureEvent> events)
      throws IOException, BadEventException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      try {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw new BadEventException("not a JSON object");
        }
        events.add(event(json, recordTimestamp));
      } catch (BadEventException e) {
        throw new BadEventException("event " + events.size() + ": " + e.reason());
      }
    }
    if (events.isEmpty()) {
      throw new BadEventException("array holds no event");
    }
  }

  private FeatureEvent event(JsonParser json, long recordTimestamp)
      throws IOException, BadEventException {
    String field = null;
    String feature = null;
    Long ts = null;
    int count = 1;
    float[] embedding = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "field" -> field = text(json, value, name);
        case "feature" -> feature = text(json, value, name);
        case "ts" -> ts = integer(json, value, name, MAX_TS);
        case "count" -> count = (int) integer(json, value, name, Integer.MAX_VALUE);
        case "embedding" -> embedding = value == JsonToken.VALUE_NULL ? null : floats(json, value);
        default -> json.skipChildren();
      }
    }
    return checked(field, feature, ts, count, embedding, recordTimestamp);
  }

  private FeatureEvent checked(
      @Nullable String field,
      @Nullable String feature,
      @Nullable Long ts,
      int count,
      float @Nullable [] embedding,
      long recordTimestamp)
      throws BadEventException {
    if (field == null) {
      throw new BadEventException("field is missing");
    }
    Integer dim = rules.dimensions().get(field);
    if (dim == null) {
      throw new BadEventException("field '" + abridged(field) + "' is not one of the job's fields");
    }
    if (feature == null) {
      throw new BadEventException("feature is missing");
    }
    Names.checkFeature(feature);
    if (ts == null) {
      throw new BadEventException("ts is missing");
    }
    if (ts - rules.allowedSkew().toMillis() > recordTimestamp) {
      throw new BadEventException(
          "ts "
              + ts
              + " is ahead of the record's own time "
              + recordTimestamp
              + " by more than "
              + rules.allowedSkew());
    }
    if (embedding != null && embedding.length != dim) {
      throw new BadEventException(
          "embedding has " + embedding.length + " values, field '" + field + "' has " + dim);
    }
    return new FeatureEvent(field, feature, ts, count, embedding);
  }

  private static String text(JsonParser json, JsonToken value, String name)
      throws IOException, BadEventException {
    if (value != JsonToken.VALUE_STRING) {
      throw new BadEventException(name + " is not a string");
    }
    return json.getText();
  }

  private static long integer(JsonParser json, JsonToken value, String name, long max)
      throws IOException, BadEventException {
    if (value != JsonToken.VALUE_NUMBER_INT) {
      throw new BadEventException(name + " is not an integer");
    }
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new BadEventException(name + " is out of range");
    }
    long number = json.getLongValue();
    if (number < 0) {
      throw new BadEventException(name + " is negative: " + number);
    }
    if (number > max) {
      throw new BadEventException(name + " is more than " + max + ": " + number);
    }
    return number;
  }

  private static float[] floats(JsonParser json, JsonToken value)
      throws IOException, BadEventException {
    if (value != JsonToken.START_ARRAY) {
      throw new BadEventException("embedding is not an array");
    }
    float[] floats = new float[16];
    int size = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isNumeric()) {
        throw new BadEventException("embedding[" + size + "] is not a number");
      }
      if (size == floats.length) {
        floats = Arrays.copyOf(floats, 2 * size);
      }
      float component = json.getFloatValue();
      if (!(Math.abs(component) <= MAX_COMPONENT)) {
        throw new BadEventException(
            "embedding[" + size + "] is not within ±" + MAX_COMPONENT + ": " + component);
      }
      floats[size++] = component;
    }
    return Arrays.copyOf(floats, size);
  }

  /** A name from outside may be of any length and content; a reason must not be. */
  private static String abridged(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }

  /** Writes one record that holds the events: an object for one, an array for more. */
  public static byte[] write(List<FeatureEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * events.size());
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      if (events.size() != 1) {
        json.writeStartArray();
      }
      for (FeatureEvent event : events) {
        write(event, json);
      }
      if (events.size() != 1) {
        json.writeEndArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(FeatureEvent event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", event.field());
    json.writeStringField("feature", event.feature());
    json.writeNumberField("ts", event.ts());
    if (event.count() != 1) {
      json.writeNumberField("count", event.count());
    }
    float[] embedding = event.embedding();
    if (embedding != null) {
      json.writeArrayFieldStart("embedding");
      for (float component : embedding) {
        json.writeNumber(component);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
