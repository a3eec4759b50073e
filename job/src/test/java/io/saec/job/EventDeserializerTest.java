package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.EventRules;
import io.saec.operators.decode.Decoded;
import io.saec.state.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventDeserializerTest {
  private final EventDeserializer deserializer =
      new EventDeserializer(
          new EventRules(Map.of("item", 2, "user", 1), Duration.ofMinutes(1), 1_000),
          new Window(1_000, 4),
          8,
          10);

  @Test
  void survivesTheWayToATaskManager() throws Exception {
    EventDeserializer copy = InstantiationUtil.clone(deserializer);

    // Once more after use: what it decodes with stays behind.
    assertThat(decode(copy, "{}")).hasSize(1);
    copy = InstantiationUtil.clone(copy);

    List<Decoded> decoded =
        decode(copy, "{\"field\":\"item\",\"feature\":\"a\",\"ts\":1500,\"embedding\":[1,2]}");
    assertThat(decoded).hasSize(1);
    assertThat(decoded.get(0).ts()).isEqualTo(1_500);
    assertThat(decoded.get(0).occurrences()).isNotNull();
    assertThat(decoded)
        .usingRecursiveComparison()
        .isEqualTo(
            decode(
                deserializer,
                "{\"field\":\"item\",\"feature\":\"a\",\"ts\":1500,\"embedding\":[1,2]}"));
  }

  @Test
  void aRecordIsItsEventsOrOneDeadLetter() {
    String event = "{\"field\":\"user\",\"feature\":\"u\",\"ts\":7}";
    assertThat(decode(deserializer, "[" + event + "," + event + "]"))
        .hasSize(2)
        .allMatch(decoded -> decoded.occurrences() != null && decoded.deadLetter() == null);
    assertThat(decode(deserializer, "[" + event + ",{}]"))
        .hasSize(1)
        .allMatch(decoded -> decoded.occurrences() == null && decoded.deadLetter() != null);
    assertThat(decode(deserializer, null)).hasSize(1);
  }

  private static List<Decoded> decode(EventDeserializer deserializer, @Nullable String value) {
    List<Decoded> decoded = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(
            "feature-events",
            1,
            2,
            null,
            value == null ? null : value.getBytes(StandardCharsets.UTF_8)),
        new Collector<>() {
          @Override
          public void collect(Decoded next) {
            decoded.add(next);
          }

          @Override
          public void close() {}
        });
    return decoded;
  }
}
