package io.saec.operators.assignment;

import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Has the work that was put aside done when the input has nothing more to give right now: so it
 * waits for nothing that is not there yet, and needs no timer.
 *
 * <p>A task of two inputs takes one element between two runs of the mailbox, and none only where
 * there is none. So a mail that is put back until no element came since it last ran finds the very
 * moment: after a lone element, at once. (not thread safe)
 */
final class Lull {
  /**
   * Elements after which the work is done though the input never ends: some milliseconds' worth.
   */
  static final int PATIENCE = 1024;

  private final Work work;
  private final MailboxExecutor mailbox;
  private final ThrowingRunnable<Exception> look = this::look;
  private boolean awaited;
  private long taken;
  private long takenAtFirst;
  private long takenAtLastLook;

  /** What was put aside. */
  interface Work {
    boolean isEmpty();

    void doAll() throws Exception;
  }

  Lull(Work work, MailboxExecutor mailbox) {
    this.work = work;
    this.mailbox = mailbox;
  }

  /** An element has been taken from the input and dealt with, or put aside. */
  void take() {
    taken++;
    if (!awaited && !work.isEmpty()) {
      awaited = true;
      takenAtFirst = taken;
      // The mail runs before the next element, so its first look tells nothing.
      takenAtLastLook = taken - 1;
      lookLater();
    }
  }

  private void look() throws Exception {
    if (work.isEmpty()) {
      awaited = false;
    } else if (taken == takenAtLastLook || taken - takenAtFirst >= PATIENCE) {
      awaited = false;
      work.doAll();
    } else {
      takenAtLastLook = taken;
      lookLater();
    }
  }

  private void lookLater() {
    mailbox.execute(look, "look for a lull of the input");
  }
}
