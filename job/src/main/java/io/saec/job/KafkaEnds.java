package io.saec.job;

import io.saec.operators.WireRecord;
import io.saec.operators.decode.Decoded;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job's ends in Kafka: a source with a watermark by partition, and exactly-once sinks. */
final class KafkaEnds implements Topology.Ends {
  private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

  private final JobSettings settings;

  KafkaEnds(JobSettings settings) {
    this.settings = settings;
  }

  @SuppressWarnings("deprecation") // the connector takes Kafka's deprecated enum and no other
  DataStream<Decoded> events(StreamExecutionEnvironment env) {
    KafkaSource<Decoded> source =
        KafkaSource.<Decoded>builder()
            .setProperties(settings.kafka().clientProperties())
            .setTopics(settings.kafka().topics().events())
            .setGroupId(settings.kafka().group())
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(
                new EventDeserializer(
                    settings.eventRules(),
                    settings.rules().window(),
                    settings.rules().shards(),
                    settings.deadLetterBytes()))
            .build();
    return Step.EVENTS.identify(env.fromSource(source, watermarks(), Step.EVENTS.uid()));
  }

  private WatermarkStrategy<Decoded> watermarks() {
    WatermarkStrategy<Decoded> strategy =
        WatermarkStrategy.<Decoded>forBoundedOutOfOrderness(settings.outOfOrderness())
            .withTimestampAssigner((decoded, recordTimestamp) -> decoded.ts());
    return settings.idleAfter().isZero() ? strategy : strategy.withIdleness(settings.idleAfter());
  }

  @Override
  public void mappingUpdates(DataStream<WireRecord> updates) {
    Step.MAPPING_UPDATES.identify(updates.sinkTo(sink(settings.kafka().topics().mapping())));
  }

  @Override
  public void codebooks(DataStream<WireRecord> codebooks) {
    Step.CODEBOOKS.identify(codebooks.sinkTo(sink(settings.kafka().topics().codebooks())));
  }

  @Override
  public void deadLetters(DataStream<WireRecord> letters) {
    Step.DEAD_LETTERS.identify(letters.sinkTo(sink(settings.kafka().topics().deadLetters())));
  }

  private KafkaSink<WireRecord> sink(String topic) {
    Properties producer = new Properties();
    producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "20");
    producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(
            Math.max(settings.deadLetterBytes(), 1024 * 1024) + RECORD_OVERHEAD_BYTES));
    producer.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(settings.kafka().transactionTimeout().toMillis()));
    producer.putAll(settings.kafka().clientProperties());
    return KafkaSink.<WireRecord>builder()
        .setKafkaProducerConfig(producer)
        .setBootstrapServers(settings.kafka().bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(settings.kafka().transactionPrefix() + "-" + topic)
        .setRecordSerializer(new WireRecordToKafka(topic))
        .build();
  }
}
