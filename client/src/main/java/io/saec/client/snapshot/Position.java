package io.saec.client.snapshot;

import java.util.UUID;

/**
 * How far a topic had been read. Reading on from there misses nothing; a few records behind it may
 * have been taken in already.
 *
 * @param topic its name
 * @param topicId that the brokers gave it: another one of the same name has another; {@link
 *     #NO_TOPIC_ID} if it is not known
 * @param offset of the next record
 */
public record Position(String topic, UUID topicId, int partition, long offset) {
  /** Stands for the id of a topic where it is not known. */
  public static final UUID NO_TOPIC_ID = new UUID(0, 0);

  /** A position in a topic whose id is not known. */
  public Position(String topic, int partition, long offset) {
    this(topic, NO_TOPIC_ID, partition, offset);
  }

  /** The same partition at another offset. */
  public Position withOffset(long other) {
    return new Position(topic, topicId, partition, other);
  }
}
