package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.FieldShard;
import io.saec.operators.WireRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireRecordToKafkaTest {
  private static final int PARTITIONS = 8;
  private static final int SHARDS = 128;

  private final WireRecordToKafka serializer = new WireRecordToKafka("mapping-updates");

  private ProducerRecord<byte[], byte[]> serialize(WireRecord record) {
    return serializer.serialize(record, new Context(), 17L);
  }

  @Test
  void oneRoutingGoesToOnePartition() {
    Map<Integer, Integer> shardsByPartition = new HashMap<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      long routing = FieldShard.key(FieldShard.fieldId("item"), shard);
      int partition = serialize(WireRecord.of(routing, bytes("item/a"), bytes("1"))).partition();
      shardsByPartition.merge(partition, 1, Integer::sum);
      for (String key : List.of("item/b", "item#" + shard)) {
        assertThat(serialize(WireRecord.of(routing, bytes(key), null)).partition())
            .isEqualTo(partition);
      }
    }
    assertThat(shardsByPartition.keySet()).hasSize(PARTITIONS);
    assertThat(shardsByPartition.values())
        .as("no partition has more than twice its share of a field's shards")
        .allMatch(shards -> shards <= 2 * SHARDS / PARTITIONS);
  }

  @Test
  void bytesAndHeadersGoAsTheyAre() {
    WireRecord.Header header = WireRecord.Header.of("saec.reason", "ü");

    ProducerRecord<byte[], byte[]> record =
        serialize(new WireRecord(3, null, null, List.of(header)));

    assertThat(record.topic()).isEqualTo("mapping-updates");
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(record.headers().lastHeader("saec.reason").value())
        .isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
    assertThat(record.timestamp()).as("the time of writing, not of the event").isNull();
  }

  @Test
  void survivesTheWayToATaskManager() throws Exception {
    WireRecordToKafka copy = InstantiationUtil.clone(serializer);

    WireRecord record = WireRecord.of(5, bytes("k"), bytes("v"));
    assertThat(copy.serialize(record, new Context(), null)).isEqualTo(serialize(record));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Context implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int @Nullable [] getPartitionsForTopic(String topic) {
      return new int[PARTITIONS];
    }
  }
}
