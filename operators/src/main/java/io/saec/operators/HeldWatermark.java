package io.saec.operators;

import io.saec.state.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the boundaries of a step off, the earliest first, on threads of its own. Records and
 * barriers go on meanwhile; the watermark does not: boundary T is let go when all that the step has
 * to say at T is out, so whoever gets watermark T has it.
 *
 * <ol>
 *   <li>Mailbox thread: the step copies what the earliest due boundary needs out of its state,
 *       field by field.
 *   <li>Pool thread: computes, and touches no state.
 *   <li>Mailbox thread, one mail: the step takes the result into its state and emits it; after the
 *       last field of the boundary the watermark goes on, and the next boundary is due.
 * </ol>
 *
 * A snapshot in between holds what was to be computed and not the result, so a restore computes it
 * again: what is computed must depend on its input alone. (not thread safe: the mailbox thread's)
 */
public final class HeldWatermark {
  private static final Logger LOG = LoggerFactory.getLogger(HeldWatermark.class);

  private final Step step;
  private final Window window;
  private final Watermarks watermarks;
  private final MailboxExecutor mailbox;
  private final Output<?> output;
  private final ExecutorService pool;
  private final DueBoundaries due = new DueBoundaries();
  private int computing;
  private long emitted = Long.MIN_VALUE;
  private boolean ended;

  /** What is done at a boundary. */
  public interface Step {
    /**
     * Mailbox thread: what is to be computed for a field, out of its state.
     *
     * @return null if nothing is
     */
    @Nullable Callable<Completion> start(long boundary, long fieldId) throws Exception;
  }

  /** Mailbox thread: takes a result in and emits it. */
  public interface Completion {
    void run() throws Exception;
  }

  /**
   * @param name of the threads
   * @param threads that compute, at least 1
   */
  public HeldWatermark(
      Step step,
      Window window,
      Watermarks watermarks,
      MailboxExecutor mailbox,
      Output<?> output,
      String name,
      int threads) {
    this.step = step;
    this.window = window;
    this.watermarks = watermarks;
    this.mailbox = mailbox;
    this.output = output;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, name + " computation");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A field has something to do at a boundary. */
  public void add(long boundary, long fieldId) {
    due.add(boundary, fieldId);
  }

  /**
   * Goes on with what was due when a snapshot was taken, whether or not a watermark comes again.
   */
  public void resume() {
    mailbox.execute(this::advance, "what was due at the restore");
  }

  /** A watermark came. */
  public void receive(Watermark watermark) throws Exception {
    watermarks.advance(watermark.getTimestamp());
    ended |= watermark.getTimestamp() == Long.MAX_VALUE;
    advance();
  }

  private long received() {
    return ended ? Long.MAX_VALUE : watermarks.last();
  }

  /** Goes on with what is due, unless a boundary is being computed. */
  private void advance() throws Exception {
    while (computing == 0) {
      Map.Entry<Long, ? extends Collection<Long>> next =
          due.earliest(window.boundaryAt(received()));
      if (next == null) {
        emit(received());
        return;
      }
      long boundary = next.getKey();
      emit(window.timeOf(boundary) - 1);
      for (long fieldId : List.copyOf(next.getValue())) {
        Callable<Completion> task = step.start(boundary, fieldId);
        if (task != null) {
          computing++;
          submit(task, boundary);
        }
      }
      if (computing == 0) {
        finish(boundary);
      }
    }
  }

  /** Runs {@code task} on the pool and hands its result, or its failure, to the mailbox. */
  private void submit(Callable<Completion> task, long boundary) {
    pool.execute(
        () -> {
          try {
            Completion completion = task.call();
            deliver(() -> complete(completion, boundary));
          } catch (Throwable e) {
            // Whatever it is, the mailbox must hear of it, or the watermark would wait for ever.
            deliver(
                () -> {
                  throw new IllegalStateException("a computation failed", e);
                });
          }
        });
  }

  private void deliver(ThrowingRunnable<Exception> mail) {
    try {
      mailbox.execute(mail, "result of a computation");
    } catch (RejectedExecutionException e) {
      LOG.debug("The task ended before a computation did; a restart computes it again", e);
    }
  }

  private void complete(Completion completion, long boundary) throws Exception {
    completion.run();
    computing--;
    if (computing == 0) {
      finish(boundary);
      advance();
    }
  }

  private void finish(long boundary) {
    due.remove(boundary);
    emit(window.timeOf(boundary));
  }

  private void emit(long timestamp) {
    if (timestamp > emitted) {
      emitted = timestamp;
      output.emitWatermark(new Watermark(timestamp));
    }
  }

  /** At the end of the input: waits for all that is due. */
  public void drain() throws Exception {
    while (computing > 0) {
      mailbox.yield();
    }
  }

  /** Lets the threads go. */
  public void close() {
    pool.shutdownNow();
  }
}
