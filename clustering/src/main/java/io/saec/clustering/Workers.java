package io.saec.clustering;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one computation: its caller's, and others that end with it. Tasks are numbered,
 * and whoever is free takes the next, so what a task does may not depend on who does it. (not
 * thread safe)
 */
final class Workers implements AutoCloseable {
  private final int threads;
  private final @Nullable ExecutorService others;

  /**
   * @param threads that compute, the caller's among them, at least 1
   */
  Workers(int threads) {
    this.threads = threads;
    others = threads > 1 ? Executors.newFixedThreadPool(threads - 1, Workers::daemon) : null;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "clustering");
    thread.setDaemon(true);
    return thread;
  }

  int threads() {
    return threads;
  }

  /**
   * Does tasks 0 to {@code tasks} - 1 and returns when all are done.
   *
   * @param worker what does them, asked for by each thread with its number below {@link #threads}
   */
  void forEach(int tasks, IntFunction<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    if (others != null) {
      for (int thread = 1; thread < Math.min(threads, tasks); thread++) {
        int number = thread;
        running.add(others.submit(() -> work(next, tasks, worker.apply(number))));
      }
    }
    work(next, tasks, worker.apply(0));
    running.forEach(Workers::join);
  }

  private static void work(AtomicInteger next, int tasks, IntConsumer worker) {
    for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
      worker.accept(task);
    }
  }

  private static void join(Future<?> running) {
    try {
      running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of a clustering has failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while clustering", e);
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdownNow();
    }
  }
}
