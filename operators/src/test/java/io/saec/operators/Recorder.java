package io.saec.operators;

import io.saec.model.FieldShard;
import io.saec.state.FeatureChange;
import io.saec.state.FieldHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * All that an operator puts out, side outputs and watermarks too, in one order: the order is what
 * the watermark barrier is about. Elements pass through their serializers, as between tasks.
 *
 * @param <T> type of the main output
 */
public final class Recorder<T> implements Output<StreamRecord<T>> {
  private final TypeSerializer<T> serializer;
  private final List<Object> seen = new ArrayList<>();

  public Recorder(TypeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  /** What was put out since the last call, in words. */
  public List<String> words() {
    List<String> words = seen.stream().map(Recorder::word).toList();
    seen.clear();
    return words;
  }

  /** What was put out of one type since the last call of {@link #words}. */
  public <E> List<E> all(Class<E> type) {
    return seen.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public boolean hasWatermark(long timestamp) {
    return all(Watermark.class).contains(new Watermark(timestamp));
  }

  /** An element in words. */
  public static String word(Object element) {
    if (element instanceof FeatureChange change) {
      return change.kind()
          + " "
          + change.feature()
          + "@"
          + change.effective()
          + (change.embedding().length == 0 ? "" : " " + Arrays.toString(change.embedding()));
    }
    if (element instanceof ShardHead head) {
      return "head "
          + FieldShard.shardOf(head.key())
          + "@"
          + head.boundary()
          + ": "
          + head.share().occurrences()
          + " of "
          + head.share().live()
          + ", "
          + Arrays.toString(head.share().frequencies())
          + " "
          + Arrays.toString(head.share().embeddings());
    }
    if (element instanceof FieldHead head) {
      return "field head"
          + (head.fieldId() == TestRules.ITEM.id() ? "" : " of another field")
          + " @"
          + head.reached().boundary()
          + ": "
          + Arrays.toString(head.head().embeddings());
    }
    if (element instanceof FieldCodebook codebook) {
      return "codebook "
          + codebook.codebook().version()
          + "@"
          + codebook.boundary()
          + (codebook.fieldId() == TestRules.ITEM.id() ? "" : " of another field");
    }
    if (element instanceof Occurrences seen) {
      float[] embedding = seen.embedding();
      return seen.feature()
          + " x"
          + seen.count()
          + " in "
          + seen.pane()
          + (embedding == null ? "" : " " + Arrays.toString(embedding));
    }
    if (element instanceof WireRecord record) {
      return text(record.key()) + " " + text(record.value());
    }
    if (element instanceof Watermark watermark) {
      boolean last = watermark.equals(Watermark.MAX_WATERMARK);
      return "watermark " + (last ? "MAX" : watermark.getTimestamp());
    }
    return element.toString();
  }

  private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void collect(StreamRecord<T> record) {
    seen.add(copy(serializer, record.getValue()));
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
    seen.add(
        copy(tag.getTypeInfo().createSerializer(new SerializerConfigImpl()), record.getValue()));
  }

  private static <X> Object copy(TypeSerializer<X> serializer, X value) {
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      serializer.serialize(value, bytes);
      return serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    seen.add(watermark);
  }

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {
    seen.add(status);
  }

  @Override
  public void emitWatermark(WatermarkEvent event) {
    seen.add(event);
  }

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {}

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {}

  @Override
  public void close() {}
}
