package io.saec.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts problems, remembers the newest and passes each on. (thread safe) */
final class Problems {
  private final Consumer<String> next;
  private final AtomicLong count = new AtomicLong();
  private volatile @Nullable String last;

  Problems(Consumer<String> next) {
    this.next = next;
  }

  void report(String problem) {
    count.incrementAndGet();
    last = problem;
    next.accept(problem);
  }

  long count() {
    return count.get();
  }

  @Nullable String last() {
    return last;
  }
}
