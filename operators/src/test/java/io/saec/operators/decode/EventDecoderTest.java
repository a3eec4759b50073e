package io.saec.operators.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.DeadLetterHeaders;
import io.saec.model.EventRules;
import io.saec.model.FieldShard;
import io.saec.model.Hashes;
import io.saec.operators.Occurrences;
import io.saec.operators.TestRules;
import io.saec.operators.WireRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventDecoderTest {
  private static final byte[] KEY = {7};

  private static List<Decoded> decode(byte @Nullable [] value, long timestamp) {
    return decode(KEY, value, timestamp);
  }

  private static List<Decoded> decode(byte[] key, byte @Nullable [] value, long timestamp) {
    EventDecoder decoder =
        new EventDecoder(
            new EventRules(TestRules.dimensions(), Duration.ofMillis(100), 200),
            TestRules.WINDOW,
            TestRules.SHARDS,
            20 + KEY.length);
    List<Decoded> out = new ArrayList<>();
    decoder.decode(
        new EventDecoder.Received("feature-events", 3, 42, timestamp, key, value), out::add);
    return out;
  }

  private static List<Decoded> decode(String value) {
    return decode(value.getBytes(StandardCharsets.UTF_8), 1_000);
  }

  private static WireRecord letter(List<Decoded> out) {
    assertThat(out).hasSize(1);
    assertThat(out.get(0).occurrences()).isNull();
    return Objects.requireNonNull(out.get(0).deadLetter());
  }

  private static List<String> headers(WireRecord letter) {
    return letter.headers().stream()
        .map(header -> header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void anEventBecomesOccurrencesInItsPaneAndShard() {
    List<Decoded> out =
        decode("{\"field\":\"item\",\"feature\":\"a\",\"ts\":25,\"count\":3,\"embedding\":[0.5]}");

    assertThat(out).hasSize(1);
    assertThat(out.get(0).ts()).isEqualTo(25);
    assertThat(out.get(0).deadLetter()).isNull();
    assertThat(out.get(0).occurrences())
        .usingRecursiveComparison()
        .isEqualTo(
            new Occurrences(
                FieldShard.key(TestRules.ITEM.id(), Hashes.shardOf("a", TestRules.SHARDS)),
                "a",
                2,
                3,
                25,
                new float[] {0.5f}));
  }

  @Test
  void anEventWithoutAnEmbeddingHasNoTimeOfOne() {
    Occurrences seen =
        Objects.requireNonNull(
            decode("{\"field\":\"tag\",\"feature\":\"a\",\"ts\":25}").get(0).occurrences());

    assertThat(FieldShard.fieldIdOf(seen.key())).isEqualTo(TestRules.TAG.id());
    assertThat(seen.embedding()).isNull();
    assertThat(seen.embeddingTs()).isZero();
  }

  @Test
  void aBatchBecomesItsEventsInOrder() {
    assertThat(
            decode(
                "[{\"field\":\"item\",\"feature\":\"a\",\"ts\":25},"
                    + "{\"field\":\"item\",\"feature\":\"b\",\"ts\":9}]"))
        .extracting(Decoded::ts)
        .containsExactly(25L, 9L);
  }

  @Test
  void aBatchWithABadEventBecomesOneDeadLetterAndNothingElse() {
    List<Decoded> out =
        decode("[{\"field\":\"item\",\"feature\":\"a\",\"ts\":25},{\"field\":\"item\"}]");

    assertThat(headers(letter(out))).contains("saec.reason=event 1: feature is missing");
  }

  @Test
  void aDeadLetterIsTheRecordAsReceivedAndSaysWhyAndWhence() {
    WireRecord letter = letter(decode("hello"));

    assertThat(letter.key()).isEqualTo(KEY);
    assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    assertThat(letter.routing()).isEqualTo(3);
    assertThat(headers(letter))
        .hasSize(4)
        .anyMatch(header -> header.startsWith("saec.reason=record is not JSON"))
        .contains("saec.topic=feature-events", "saec.partition=3", "saec.offset=42");
  }

  @Test
  void aLongValueIsCutAndTheLetterSaysFromWhat() {
    WireRecord letter = letter(decode("x".repeat(21)));

    assertThat(letter.value()).hasSize(20);
    assertThat(headers(letter)).contains(DeadLetterHeaders.TRUNCATED_FROM + "=21");
    assertThat(headers(letter(decode("x".repeat(20)))))
        .noneMatch(header -> header.startsWith(DeadLetterHeaders.TRUNCATED_FROM));
  }

  @Test
  void aLongKeyIsCutAndLeavesTheValueWhatIsLeft() {
    WireRecord letter = letter(decode(new byte[100], new byte[] {'x'}, 1_000));

    assertThat(letter.key()).hasSize(21);
    assertThat(letter.value()).isEmpty();
    assertThat(headers(letter))
        .contains(
            DeadLetterHeaders.KEY_TRUNCATED_FROM + "=100", DeadLetterHeaders.TRUNCATED_FROM + "=1");
  }

  @Test
  void aRecordWithoutAValueIsADeadLetterWithoutOne() {
    WireRecord letter = letter(decode(null, 1_000));

    assertThat(letter.value()).isNull();
    assertThat(headers(letter)).contains("saec.reason=record is empty");
  }

  @Test
  void theSkewIsMeasuredFromTheRecordsOwnTime() {
    byte[] ahead =
        "{\"field\":\"tag\",\"feature\":\"a\",\"ts\":1000}".getBytes(StandardCharsets.UTF_8);

    assertThat(decode(ahead, 900).get(0).occurrences()).isNotNull();
    assertThat(decode(ahead, 899).get(0).deadLetter()).isNotNull();
  }
}
