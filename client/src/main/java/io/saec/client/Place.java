package io.saec.client;

/** Where a record was read, for messages. */
record Place(Topic topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + " partition " + partition + " offset " + offset;
  }
}
