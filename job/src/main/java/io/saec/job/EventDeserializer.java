package io.saec.job;

import io.saec.model.EventRules;
import io.saec.operators.decode.Decoded;
import io.saec.operators.decode.DecodedSerializer;
import io.saec.operators.decode.EventDecoder;
import io.saec.state.Window;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decodes within the source, where the event times are needed for a watermark by partition. It
 * never throws: what is no event goes on as a dead letter.
 */
final class EventDeserializer implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Integer> dimensions;
  private final Duration allowedSkew;
  private final int maxBytes;
  private final Window window;
  private final int shards;
  private final int deadLetterBytes;
  private transient @Nullable EventDecoder decoder;

  EventDeserializer(EventRules rules, Window window, int shards, int deadLetterBytes) {
    this.dimensions = new LinkedHashMap<>(rules.dimensions());
    this.allowedSkew = rules.allowedSkew();
    this.maxBytes = rules.maxBytes();
    this.window = window;
    this.shards = shards;
    this.deadLetterBytes = deadLetterBytes;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = decoder();
  }

  private EventDecoder decoder() {
    return new EventDecoder(
        new EventRules(Map.copyOf(dimensions), allowedSkew, maxBytes),
        window,
        shards,
        deadLetterBytes);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded> out) {
    if (decoder == null) {
      decoder = decoder();
    }
    decoder.decode(
        new EventDecoder.Received(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value()),
        out::collect);
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return DecodedSerializer.TYPE;
  }
}
