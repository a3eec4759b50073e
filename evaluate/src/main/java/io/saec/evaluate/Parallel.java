package io.saec.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads for tasks that do not depend on each other: what comes out is in the order of the tasks,
 * whoever does them. They end with {@link #close}.
 */
final class Parallel implements AutoCloseable {
  private final ExecutorService threads;

  /**
   * @param threads at least 1
   */
  Parallel(int threads) {
    this.threads = Executors.newFixedThreadPool(threads, Parallel::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "evaluate");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does all tasks.
   *
   * @throws IllegalStateException if one fails, with its cause; the others are let go
   */
  <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    tasks.forEach(task -> running.add(threads.submit(task)));
    List<T> done = new ArrayList<>();
    try {
      for (Future<T> future : running) {
        done.add(future.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of the evaluation has failed", e.getCause());
    } finally {
      running.forEach(future -> future.cancel(true));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
