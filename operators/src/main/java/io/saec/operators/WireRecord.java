package io.saec.operators;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to a topic, in the bytes of the wire.
 *
 * @param routing records of one routing go to the same partition, in order
 * @param key of the record; null only where a dead letter came without one
 * @param value of the record; null for a tombstone
 * @param headers of the record
 */
public record WireRecord(
    long routing, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

  /** A record without headers. */
  public static WireRecord of(long routing, byte[] key, byte @Nullable [] value) {
    return new WireRecord(routing, key, value, List.of());
  }

  /** The partition it goes to, of so many. */
  public int partition(int partitions) {
    // Fibonacci hashing: neighbouring shards of a field come to lie on different partitions.
    long spread = routing * 0x9E3779B97F4A7C15L;
    return (int) Long.remainderUnsigned(spread ^ (spread >>> 32), partitions);
  }

  /** A header with a text. */
  public record Header(String name, byte[] value) {
    public static Header of(String name, String text) {
      return new Header(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
