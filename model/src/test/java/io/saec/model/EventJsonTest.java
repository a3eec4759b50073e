package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
  private static final long NOON = 1_291_191_960_000L;
  private static final int MAX_BYTES = 2_000;
  private static final EventJson JSON =
      new EventJson(new EventRules(Map.of("item", 3, "tag", 1), Duration.ofMinutes(1), MAX_BYTES));

  /** An event that is good, but for what is put in place of its parts. */
  private static String event(String good, String bad) {
    String event =
        "{\"field\":\"item\",\"feature\":\"85123A\",\"ts\":1291191960000,\"count\":2,"
            + "\"embedding\":[1,-0.5,2.5e-3]}";
    assertThat(event).contains(good);
    return event.replace(good, bad);
  }

  private static List<FeatureEvent> read(String record) throws BadEventException {
    return JSON.read(record.getBytes(StandardCharsets.UTF_8), NOON);
  }

  private static @Nullable String refusal(byte @Nullable [] record) {
    BadEventException refusal =
        catchThrowableOfType(BadEventException.class, () -> JSON.read(record, NOON));
    return refusal == null ? null : refusal.reason();
  }

  private static @Nullable String refusal(String record) {
    return refusal(record.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsOneEvent() throws BadEventException {
    assertThat(read(event("", "")))
        .containsExactly(
            new FeatureEvent("item", "85123A", NOON, 2, new float[] {1f, -0.5f, 2.5e-3f}));
  }

  @Test
  void readsAnArrayInOrder() throws BadEventException {
    assertThat(read("[" + event("85123A", "a") + " , " + event("85123A", "b") + "]"))
        .extracting(FeatureEvent::feature)
        .containsExactly("a", "b");
  }

  @Test
  void countsOneWhereNoCountIsGiven() throws BadEventException {
    assertThat(read(event(",\"count\":2", ""))).extracting(FeatureEvent::count).containsExactly(1);
  }

  @Test
  void takesCountZeroAsEmbeddingOnly() throws BadEventException {
    assertThat(read(event("\"count\":2", "\"count\":0")))
        .extracting(FeatureEvent::count)
        .containsExactly(0);
  }

  @Test
  void takesNullAndAbsentEmbeddingsAsNone() throws BadEventException {
    assertThat(read(event("[1,-0.5,2.5e-3]", "null")).get(0).embedding()).isNull();
    assertThat(read(event(",\"embedding\":[1,-0.5,2.5e-3]", "")).get(0).embedding()).isNull();
  }

  @Test
  void skipsPropertiesItDoesNotKnowHoweverDeep() throws BadEventException {
    String event = event("{", "{\"trace\":{\"field\":\"x\",\"ts\":[{\"count\":-1}]},\"b\":[[]],");

    assertThat(read(event)).isEqualTo(read(event("", "")));
  }

  @Test
  void takesTimesUpToTheAllowedSkewAhead() throws BadEventException {
    assertThat(read(event("1291191960000", "1291192020000"))).hasSize(1);
    assertThat(refusal(event("1291191960000", "1291192020001")))
        .isEqualTo(
            "ts 1291192020001 is ahead of the record's own time 1291191960000 by more than PT1M");
  }

  @Test
  void takesFeaturesUpTo256BytesOfUtf8() throws BadEventException {
    assertThat(read(event("85123A", "é".repeat(128)))).hasSize(1);
    assertThat(refusal(event("85123A", "é".repeat(128) + "a")))
        .isEqualTo("feature has 257 bytes, more than 256");
    assertThat(refusal(event("85123A", "😀".repeat(65))))
        .isEqualTo("feature has 260 bytes, more than 256");
  }

  @Test
  void takesRecordsUpToTheLimit() throws BadEventException {
    String event = event("", "");
    assertThat(read(event + " ".repeat(MAX_BYTES - event.length()))).hasSize(1);
    assertThat(refusal(event + " ".repeat(MAX_BYTES + 1 - event.length())))
        .isEqualTo("record has 2001 bytes, more than 2000");
  }

  @Test
  void refusesTheWholeArrayForOneBadEventAndNamesItsIndex() {
    String array = "[" + event("", "") + "," + event("\"ts\"", "\"t\"") + "," + event("", "") + "]";

    assertThat(refusal(array)).isEqualTo("event 1: ts is missing");
    assertThat(refusal("[" + event("", "") + ",7]")).isEqualTo("event 1: not a JSON object");
  }

  @Test
  void refusesRecordsWithoutAValue() {
    assertThat(refusal((byte[]) null)).isEqualTo("record is empty");
    assertThat(refusal("")).isEqualTo("record is empty");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] record = event("85123A", "X").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < record.length; i++) {
      if (record[i] == 'X') {
        record[i] = (byte) 0xC3;
      }
    }
    assertThat(refusal(record)).startsWith("record is not JSON: ");
  }

  static Stream<Arguments> badRecords() {
    return Stream.of(
        Arguments.of("no JSON", "hello", "record is not JSON"),
        Arguments.of("a number", "7", "record is neither a JSON object nor an array of them"),
        Arguments.of("spaces", "  ", "record is neither a JSON object nor an array of them"),
        Arguments.of("truncated object", event("5e-3]}", "5e-3]"), "record is not JSON"),
        Arguments.of("truncated in the embedding", event("e-3]}", ""), "record is not JSON"),
        Arguments.of("truncated array", "[" + event("", ""), "record is not JSON"),
        Arguments.of("empty array", "[]", "array holds no event"),
        Arguments.of("two objects", event("", "") + event("", ""), "record goes on after its JSON"),
        Arguments.of("depth", "[".repeat(1_500), "event 0: not a JSON object"),
        Arguments.of("no field", event("\"field\"", "\"f\""), "field is missing"),
        Arguments.of(
            "unknown field", event("item", "shop"), "field 'shop' is not one of the job's fields"),
        Arguments.of(
            "long unknown field",
            event("item", "s".repeat(100)),
            "field '" + "s".repeat(64) + "…' is not one of the job's fields"),
        Arguments.of("field null", event("\"item\"", "null"), "field is not a string"),
        Arguments.of("no feature", event("\"feature\"", "\"f\""), "feature is missing"),
        Arguments.of("feature number", event("\"85123A\"", "85123"), "feature is not a string"),
        Arguments.of("empty feature", event("85123A", ""), "feature is empty"),
        Arguments.of(
            "lone high surrogate",
            event("85123A", "a\\ud83db"),
            "feature is not valid Unicode: lone surrogate at 1"),
        Arguments.of(
            "lone low surrogate",
            event("85123A", "\\ude00"),
            "feature is not valid Unicode: lone surrogate at 0"),
        Arguments.of(
            "high surrogate last",
            event("85123A", "ab\\ud83d"),
            "feature is not valid Unicode: lone surrogate at 2"),
        Arguments.of("no ts", event("\"ts\"", "\"t\""), "ts is missing"),
        Arguments.of("ts text", event("1291191960000", "\"now\""), "ts is not an integer"),
        Arguments.of("ts fraction", event("1291191960000", "1.5"), "ts is not an integer"),
        Arguments.of("ts null", event("1291191960000", "null"), "ts is not an integer"),
        Arguments.of("ts negative", event("1291191960000", "-1"), "ts is negative: -1"),
        Arguments.of(
            "ts too large",
            event("1291191960000", "70368744177664"),
            "ts is more than 70368744177663: 70368744177664"),
        Arguments.of(
            "ts beyond a long", event("1291191960000", "1" + "0".repeat(30)), "ts is out of range"),
        Arguments.of("count text", event(":2,", ":\"2\","), "count is not an integer"),
        Arguments.of("count fraction", event(":2,", ":2.0,"), "count is not an integer"),
        Arguments.of("count null", event(":2,", ":null,"), "count is not an integer"),
        Arguments.of("count negative", event(":2,", ":-2,"), "count is negative: -2"),
        Arguments.of(
            "count too large", event(":2,", ":2147483648,"), "count is more than 2147483647"),
        Arguments.of(
            "count beyond a long", event(":2,", ":99999999999999999999,"), "count is out of range"),
        Arguments.of(
            "short embedding", event(",2.5e-3", ""), "embedding has 2 values, field 'item' has 3"),
        Arguments.of(
            "long embedding",
            event("[1", "[1" + ",1".repeat(40)),
            "embedding has 43 values, field 'item' has 3"),
        Arguments.of(
            "empty embedding",
            event("1,-0.5,2.5e-3", ""),
            "embedding has 0 values, field 'item' has 3"),
        Arguments.of(
            "embedding text", event("[1,-0.5,2.5e-3]", "\"1,2,3\""), "embedding is not an array"),
        Arguments.of("embedding of text", event("-0.5", "\"1\""), "embedding[1] is not a number"),
        Arguments.of("embedding of null", event("-0.5", "null"), "embedding[1] is not a number"),
        Arguments.of("nested embedding", event("-0.5", "[1]"), "embedding[1] is not a number"),
        Arguments.of("NaN", event("-0.5", "NaN"), "record is not JSON"),
        Arguments.of("Infinity", event("-0.5", "Infinity"), "record is not JSON"),
        Arguments.of("-Infinity", event("-0.5", "-Infinity"), "record is not JSON"),
        Arguments.of("1e400", event("-0.5", "1e400"), "embedding[1] is not within ±"),
        Arguments.of("-1e400", event("-0.5", "-1e400"), "embedding[1] is not within ±"),
        Arguments.of("1e30", event("-0.5", "1e30"), "embedding[1] is not within ±"),
        Arguments.of(
            "many digits", event("-0.5", "9".repeat(100)), "embedding[1] is not within ±"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRecords")
  void refusesAndSaysWhy(String what, String record, String reason) {
    assertThat(refusal(record)).as(what).startsWith(reason);
  }

  @Test
  void keepsAReasonShortHoweverLongTheRecord() {
    String word = "x".repeat(MAX_BYTES);
    for (String record : List.of(word, event("item", word.substring(300)), "{\"" + word)) {
      assertThat(refusal(record)).as(record).isNotNull().hasSizeLessThan(500);
    }
  }

  @Test
  void writesOneEventAsAnObjectAndMoreAsAnArray() {
    FeatureEvent bare = new FeatureEvent("tag", "a\"b", 5, 1, null);
    FeatureEvent full = new FeatureEvent("tag", "é", 6, 0, new float[] {0.5f});

    assertThat(EventJson.write(List.of(bare)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"field\":\"tag\",\"feature\":\"a\\\"b\",\"ts\":5}");
    assertThat(EventJson.write(List.of(bare, full)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "[{\"field\":\"tag\",\"feature\":\"a\\\"b\",\"ts\":5},"
                + "{\"field\":\"tag\",\"feature\":\"é\",\"ts\":6,\"count\":0,\"embedding\":[0.5]}]");
  }

  @Property(tries = 300)
  void readsWhatItWrote(@ForAll("events") List<FeatureEvent> events) throws BadEventException {
    EventJson json =
        new EventJson(new EventRules(Map.of("item", 3, "tag", 1), Duration.ofMinutes(1), 1 << 20));

    assertThat(json.read(EventJson.write(events), EventJson.MAX_TS)).isEqualTo(events);
  }

  @Property(tries = 300)
  void refusesEveryTruncation(@ForAll("events") List<FeatureEvent> events, @ForAll int cut) {
    byte[] whole = EventJson.write(events);
    byte[] part = Arrays.copyOf(whole, Math.floorMod(cut, whole.length));

    assertThat(refusal(part)).isNotNull();
  }

  @Provide
  Arbitrary<List<FeatureEvent>> events() {
    Arbitrary<FeatureEvent> event =
        Arbitraries.of("item", "tag")
            .flatMap(
                field ->
                    Combinators.combine(
                            Samples.features(),
                            Arbitraries.longs().between(0, EventJson.MAX_TS),
                            Arbitraries.integers().greaterOrEqual(0),
                            Samples.embeddings(field.equals("item") ? 3 : 1).injectNull(0.3))
                        .as(
                            (feature, ts, count, embedding) ->
                                new FeatureEvent(field, feature, ts, count, embedding)));
    return event.list().ofMinSize(1).ofMaxSize(5);
  }
}
