package io.saec.client.snapshot;

/**
 * The shape of one layer of a static function. A key that its bucket's threshold rejects is a key
 * of the next layer.
 *
 * @param slots a multiple of 8, at least 48; each has one bit a column
 * @param thresholds buckets, a byte each; 0 in the last layer, which rejects nothing
 */
record Layer(int slots, int thresholds) {
  /** Slots that lie in one byte of each column: a key's slots begin with a group. */
  static final int GROUP = Byte.SIZE;

  /** Groups that a key's value is spread over: some three cache lines of the usual 20 columns. */
  static final int SPREAD = 6;

  /** Slots that a key's value is spread over. */
  static final int WIDTH = SPREAD * GROUP;

  /** Groups of a bucket. */
  static final int BUCKET = 16;

  static Layer last(int slots) {
    return new Layer(slots, 0);
  }

  /** A layer that rejects what it has no place for. */
  static Layer rejecting(int slots) {
    return new Layer(slots, (starts(slots) + BUCKET - 1) / BUCKET);
  }

  /** Groups that a key's slots can begin with. */
  int starts() {
    return starts(slots);
  }

  private static int starts(int slots) {
    return slots / GROUP - SPREAD + 1;
  }

  /**
   * The group that a key's slots begin with, in [0, starts): greater for greater keys, unsigned.
   */
  int startOf(long key) {
    return KeyMix.scale(key, starts());
  }

  /** Bytes of the table that {@code columns} bits a slot make. */
  long tableBytes(int columns) {
    return (long) slots / GROUP * columns;
  }
}
