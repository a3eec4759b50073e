package io.saec.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0, step by step as in the public specification (doc/xxhash_spec.md of xxHash): a
 * second opinion on the library that {@link Hashes} calls.
 */
final class Xxh64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private Xxh64() {}

  static long of(byte[] input) {
    ByteBuffer rest = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
    long sum = input.length < 32 ? PRIME_5 : stripes(rest);
    sum += input.length;
    while (rest.remaining() >= 8) {
      sum ^= round(0, rest.getLong());
      sum = Long.rotateLeft(sum, 27) * PRIME_1 + PRIME_4;
    }
    if (rest.remaining() >= 4) {
      sum ^= (rest.getInt() & 0xFFFFFFFFL) * PRIME_1;
      sum = Long.rotateLeft(sum, 23) * PRIME_2 + PRIME_3;
    }
    while (rest.hasRemaining()) {
      sum ^= (rest.get() & 0xFF) * PRIME_5;
      sum = Long.rotateLeft(sum, 11) * PRIME_1;
    }
    sum = (sum ^ (sum >>> 33)) * PRIME_2;
    sum = (sum ^ (sum >>> 29)) * PRIME_3;
    return sum ^ (sum >>> 32);
  }

  private static long stripes(ByteBuffer rest) {
    // The first is the sum of the first two primes.
    long[] lanes = {0x60EA27EEADC0B5D6L, PRIME_2, 0, -PRIME_1};
    while (rest.remaining() >= 32) {
      for (int i = 0; i < 4; i++) {
        lanes[i] = round(lanes[i], rest.getLong());
      }
    }
    long sum =
        Long.rotateLeft(lanes[0], 1)
            + Long.rotateLeft(lanes[1], 7)
            + Long.rotateLeft(lanes[2], 12)
            + Long.rotateLeft(lanes[3], 18);
    for (long lane : lanes) {
      sum = (sum ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
    return sum;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }
}
