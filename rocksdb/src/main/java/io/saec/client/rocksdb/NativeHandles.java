package io.saec.client.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.AbstractNativeReference;

/** What lies in native memory, each built on those before it. (not thread safe) */
final class NativeHandles implements AutoCloseable {
  private final Deque<AbstractNativeReference> made = new ArrayDeque<>();

  <T extends AbstractNativeReference> T keep(T handle) {
    made.push(handle);
    return handle;
  }

  /** Frees all, the last first. */
  @Override
  public void close() {
    while (!made.isEmpty()) {
      made.pop().close();
    }
  }
}
