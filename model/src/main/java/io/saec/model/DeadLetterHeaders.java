package io.saec.model;

/** Names of the headers that say why and whence a dead letter is. */
public final class DeadLetterHeaders {
  /** What all the names begin with. */
  public static final String PREFIX = "saec.";

  /** Why the record was not taken, UTF-8. */
  public static final String REASON = PREFIX + "reason";

  /** Topic the record came from, UTF-8. */
  public static final String TOPIC = PREFIX + "topic";

  /** Partition the record came from, decimal digits. */
  public static final String PARTITION = PREFIX + "partition";

  /** Offset of the record, decimal digits. */
  public static final String OFFSET = PREFIX + "offset";

  /** Bytes of the value as received, decimal digits; only where the letter holds fewer. */
  public static final String TRUNCATED_FROM = PREFIX + "truncated-from";

  /** Bytes of the key as received, decimal digits; only where the letter holds fewer. */
  public static final String KEY_TRUNCATED_FROM = PREFIX + "key-truncated-from";

  private DeadLetterHeaders() {}
}
