package io.saec.operators.decode;

import io.saec.operators.Occurrences;
import io.saec.operators.WireRecord;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record or a part of one: occurrences or a dead letter, the other is null.
 *
 * @param ts event time, epoch milliseconds; Long.MIN_VALUE for a dead letter, which has none
 * @param occurrences of one feature
 * @param deadLetter the record as received, and why it was not taken
 */
public record Decoded(long ts, @Nullable Occurrences occurrences, @Nullable WireRecord deadLetter) {

  /** Occurrences of one feature. */
  public static Decoded of(long ts, Occurrences occurrences) {
    return new Decoded(ts, occurrences, null);
  }

  /** A record that was not taken. */
  public static Decoded of(WireRecord deadLetter) {
    return new Decoded(Long.MIN_VALUE, null, deadLetter);
  }
}
