package io.saec.tests;

import io.saec.model.EventJson;
import io.saec.model.FeatureEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A record that holds no event that can be taken.
 *
 * @param reason part of what its dead letter should say
 */
record Poison(String reason, byte @Nullable [] key, byte @Nullable [] value) {
  private static final String GOOD = "\"field\":\"tag\",\"feature\":\"f1\",\"ts\":1700000000000";

  /** Every kind there is: the job's field {@code tag} has dimension 2. */
  static List<Poison> ofEveryKind(int longest, long now) {
    List<Poison> all = new ArrayList<>();
    structures(all);
    fields(all, now);
    embeddings(all);
    bytes(all);
    sizes(all, longest);
    return all;
  }

  private static void structures(List<Poison> all) {
    all.add(new Poison("record is empty", "tombstone".getBytes(StandardCharsets.UTF_8), null));
    all.add(new Poison("record is empty", null, new byte[0]));
    all.add(of("not JSON", "hello"));
    all.add(of("not JSON", "{\"field\":\"tag\",\"feature\":\"f1\",\"ts\":17000"));
    all.add(of("not JSON", "{" + GOOD + ",}"));
    all.add(of("not JSON", "[{" + GOOD + "}"));
    all.add(of("neither a JSON object nor an array", "17"));
    all.add(of("neither a JSON object nor an array", "null"));
    all.add(of("neither a JSON object nor an array", " "));
    all.add(of("array holds no event", "[]"));
    all.add(of("event 0: not a JSON object", "[[{" + GOOD + "}]]"));
    all.add(of("record goes on after its JSON", "{" + GOOD + "}{" + GOOD + "}"));
    all.add(of("event 1: count is negative", "[{" + GOOD + "},{" + GOOD + ",\"count\":-1}]"));
    all.add(
        of("not JSON", "{" + GOOD + ",\"more\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
  }

  private static void fields(List<Poison> all, long now) {
    all.add(of("field is missing", "{}"));
    all.add(of("feature is missing", "{\"field\":\"tag\",\"ts\":1}"));
    all.add(of("ts is missing", "{\"field\":\"tag\",\"feature\":\"f1\"}"));
    all.add(of("'colour' is not one of the job's", with("field", "\"colour\"")));
    all.add(of("is not one of the job's", with("field", "\"" + "x".repeat(100_000) + "\"")));
    all.add(of("field is not a string", with("field", "7")));
    all.add(of("feature is not a string", with("feature", "[\"f1\"]")));
    all.add(of("feature is not a string", with("feature", "null")));
    all.add(of("feature is empty", with("feature", "\"\"")));
    all.add(of("feature has 257 bytes", with("feature", "\"" + "x".repeat(257) + "\"")));
    all.add(of("lone surrogate", with("feature", "\"\\ud800\"")));
    all.add(of("ts is not an integer", with("ts", "\"now\"")));
    all.add(of("ts is not an integer", with("ts", "1.7e12")));
    all.add(of("ts is negative", with("ts", "-1")));
    all.add(of("ts is out of range", with("ts", "99999999999999999999")));
    all.add(of("ahead of the record's own time", with("ts", Long.toString(now + 86_400_000))));
    all.add(of("count is negative", with("count", "-1")));
    all.add(of("count is more than", with("count", "2147483648")));
    all.add(of("count is not an integer", with("count", "1.5")));
  }

  private static void embeddings(List<Poison> all) {
    all.add(of("not JSON", with("embedding", "[NaN,1]")));
    all.add(of("embedding[0] is not a number", with("embedding", "[\"NaN\",1]")));
    all.add(of("not JSON", with("embedding", "[1,Infinity]")));
    all.add(of("embedding[1] is not within", with("embedding", "[1,1e999]")));
    all.add(of("embedding[0] is not within", with("embedding", "[-3e38,1]")));
    all.add(of("embedding has 3 values, field 'tag' has 2", with("embedding", "[1,2,3]")));
    all.add(of("embedding has 0 values", with("embedding", "[]")));
    all.add(of("embedding is not an array", with("embedding", "\"AAAA\"")));
    all.add(of("embedding[1] is not a number", with("embedding", "[1,[2]]")));
    all.add(of("embedding[1] is not a number", with("embedding", "[1,null]")));
  }

  private static void bytes(List<Poison> all) {
    all.add(new Poison("not JSON", null, new byte[] {0}));
    all.add(new Poison("not JSON", null, random(1_000)));
    ByteArrayOutputStream latin = new ByteArrayOutputStream();
    latin.writeBytes(with("feature", "\"caf").replace("}", "").getBytes(StandardCharsets.UTF_8));
    latin.write(0xE9);
    latin.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
    all.add(new Poison("not JSON", new byte[] {(byte) 0xFF, 0, (byte) 0xFE}, latin.toByteArray()));
  }

  /** Too long, longer than a dead letter may be, and with a key that is longer than most values. */
  private static void sizes(List<Poison> all, int longest) {
    all.add(new Poison("bytes, more than", null, random(10 << 20)));
    all.add(new Poison("bytes, more than", null, random(longest)));
    all.add(new Poison("not JSON", random(300_000), "long key".getBytes(StandardCharsets.UTF_8)));
    all.add(new Poison("bytes, more than", random(300_000), random(longest - 400_000)));
    all.add(new Poison("record is empty", random(longest), null));
    byte[] padded = Arrays.copyOf(good(), 2 << 20);
    Arrays.fill(padded, good().length, padded.length, (byte) ' ');
    all.add(new Poison("bytes, more than", null, padded));
  }

  private static byte[] good() {
    return EventJson.write(List.of(new FeatureEvent("tag", "f1", 1_700_000_000_000L, 1, null)));
  }

  private static Poison of(String reason, String value) {
    return new Poison(reason, null, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A good event but for one property: the last of a name counts. */
  private static String with(String name, String json) {
    return "{" + GOOD + ",\"" + name + "\":" + json + "}";
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    // Whatever the rest is, no JSON begins so.
    bytes[0] = '}';
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Poison that
        && reason.equals(that.reason)
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return reason.hashCode() + 31 * (Arrays.hashCode(key) + 31 * Arrays.hashCode(value));
  }

  @Override
  public String toString() {
    return reason + ", " + (value == null ? "no" : value.length) + " bytes";
  }
}
