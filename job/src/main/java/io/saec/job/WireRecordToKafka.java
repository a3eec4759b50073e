package io.saec.job;

import io.saec.operators.WireRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Puts a record on the partition of its routing. */
final class WireRecordToKafka implements KafkaRecordSerializationSchema<WireRecord> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  WireRecordToKafka(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      WireRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
    int[] partitions = context.getPartitionsForTopic(topic);
    RecordHeaders headers = new RecordHeaders();
    for (WireRecord.Header header : record.headers()) {
      headers.add(header.name(), header.value());
    }
    return new ProducerRecord<>(
        topic, record.partition(partitions.length), null, record.key(), record.value(), headers);
  }
}
