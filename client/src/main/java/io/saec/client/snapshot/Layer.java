package io.saec.client.snapshot;

/**
 * The shape of one layer of a static function. A key that its bucket's threshold rejects is a key
 * of the next layer.
 *
 * @param slots a multiple of 64; each has one bit a column
 * @param thresholds buckets, a byte each; 0 in the last layer, which rejects nothing
 */
record Layer(int slots, int thresholds) {
  /** Slots that a key's value is spread over, and slots of a block of the table. */
  static final int WIDTH = Long.SIZE;

  /** Start places of a bucket: what a threshold of one byte can tell apart, and then some. */
  static final int BUCKET = 128;

  static Layer last(int slots) {
    return new Layer(slots, 0);
  }

  /** A layer that rejects what it has no place for. */
  static Layer rejecting(int slots) {
    return new Layer(slots, (starts(slots) + BUCKET - 1) / BUCKET);
  }

  /** Slots that a key's {@link #WIDTH} slots can begin at. */
  int starts() {
    return starts(slots);
  }

  private static int starts(int slots) {
    return slots - WIDTH + 1;
  }

  /** Where the slots of a key begin, in [0, starts): greater for greater keys, unsigned. */
  int startOf(long key) {
    return KeyMix.scale(key, starts());
  }

  /** Bytes of the table that {@code columns} bits a slot make. */
  long tableBytes(int columns) {
    return (long) slots / Byte.SIZE * columns;
  }
}
