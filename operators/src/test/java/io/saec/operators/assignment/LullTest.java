package io.saec.operators.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.junit.jupiter.api.Test;

/** As in a task, the mail that is there runs once between two elements. */
class LullTest {
  private final TaskMailboxImpl mailbox = new TaskMailboxImpl();
  private final Work work = new Work();
  private final Lull lull =
      new Lull(work, new MailboxExecutorImpl(mailbox, 0, StreamTaskActionExecutor.IMMEDIATE));

  private static final class Work implements Lull.Work {
    private int waiting;
    private int done;

    @Override
    public boolean isEmpty() {
      return waiting == 0;
    }

    @Override
    public void doAll() {
      done += waiting;
      waiting = 0;
    }
  }

  private void take(int putAside) throws Exception {
    work.waiting += putAside;
    lull.take();
    runMail();
  }

  private void runMail() throws Exception {
    if (mailbox.createBatch()) {
      mailbox.tryTakeFromBatch().orElseThrow().run();
    }
  }

  @Test
  void aLoneElementIsDoneAsSoonAsThereIsNoOther() throws Exception {
    take(1);
    assertThat(work.done).as("the next may be there").isZero();

    runMail();
    assertThat(work.done).isEqualTo(1);
    assertThat(mailbox.hasMail()).isFalse();
  }

  @Test
  void waitsForThoseThatAreThere() throws Exception {
    take(1);
    take(1);
    take(0);
    take(1);
    assertThat(work.done).isZero();

    runMail();
    assertThat(work.done).isEqualTo(3);
  }

  @Test
  void hasOneMailAtATime() throws Exception {
    work.waiting = 1;
    lull.take();
    lull.take();
    lull.take();

    assertThat(mailbox.size()).isEqualTo(1);
  }

  @Test
  void anElementThatPutsNothingAsideCostsNoMail() throws Exception {
    lull.take();

    assertThat(mailbox.hasMail()).isFalse();
  }

  @Test
  void looksNoMoreWhenAllIsDone() throws Exception {
    take(1);
    work.doAll();
    take(0);
    assertThat(mailbox.hasMail()).isFalse();

    take(1);
    runMail();
    assertThat(work.done).as("and again when there is more").isEqualTo(2);
  }

  @Test
  void isNotPatientForEver() throws Exception {
    take(1);
    for (int i = 0; i < Lull.PATIENCE - 1; i++) {
      take(0);
    }
    assertThat(work.done).isZero();

    take(0);
    assertThat(work.done).isEqualTo(1);
    assertThat(mailbox.hasMail()).isFalse();
  }
}
