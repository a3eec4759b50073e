package io.saec.client.rocksdb;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets any number of threads in until it is shut, and then waits for those inside: native memory
 * that somebody is reading must not be freed. Threads count themselves in different cache lines, so
 * they do not wait for each other. (thread safe)
 */
final class Gate {
  private static final int LANES = 32;
  private static final int INTS_PER_CACHE_LINE = 16;
  private static final int REFUSED = -1;
  private static final long LOOK_AGAIN_NANOS = 100_000;

  private final AtomicIntegerArray inside = new AtomicIntegerArray(LANES * INTS_PER_CACHE_LINE);
  private volatile boolean shut;

  /** Enters; whoever was let in must {@link #leave}. */
  int enter() {
    int lane = (int) Thread.currentThread().getId() % LANES * INTS_PER_CACHE_LINE;
    inside.getAndIncrement(lane);
    // Counted first and asked afterwards: else it could be shut, and found empty, in between.
    if (shut) {
      inside.getAndDecrement(lane);
      return REFUSED;
    }
    return lane;
  }

  static boolean refused(int lane) {
    return lane == REFUSED;
  }

  void leave(int lane) {
    inside.getAndDecrement(lane);
  }

  boolean isShut() {
    return shut;
  }

  /** Lets nobody in any more and waits until everybody has left. */
  void shut() {
    shut = true;
    for (int lane = 0; lane < inside.length(); lane += INTS_PER_CACHE_LINE) {
      while (inside.get(lane) > 0) {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }
  }
}
