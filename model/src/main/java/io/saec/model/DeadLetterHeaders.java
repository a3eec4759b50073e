package io.saec.model;

/** Names of the headers that say why and whence a dead letter is. */
public final class DeadLetterHeaders {
  /** Why the record was not taken, UTF-8. */
  public static final String REASON = "saec.reason";

  /** Topic the record came from, UTF-8. */
  public static final String TOPIC = "saec.topic";

  /** Partition the record came from, decimal digits. */
  public static final String PARTITION = "saec.partition";

  /** Offset of the record, decimal digits. */
  public static final String OFFSET = "saec.offset";

  /** Bytes of the value as received, decimal digits; only where the letter holds fewer. */
  public static final String TRUNCATED_FROM = "saec.truncated-from";

  private DeadLetterHeaders() {}
}
