package io.saec.cli.demo;

import io.saec.cli.flink.LocalFlink;
import io.saec.client.MappingFollower;
import io.saec.job.UserError;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until what was fed has come out of the job: a boundary has passed it, a checkpoint has
 * committed what came of that, and the consumer has read it. Fails as soon as one of them has.
 */
public final class Drain {
  private static final long PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final LocalFlink flink;
  private final MappingFollower follower;
  private final Offsets offsets;
  private final long pollMillis;
  private final Consumer<String> waiting;

  /**
   * @param pollMillis from one look to the next
   * @param waiting told at every look what is waited for
   */
  public Drain(
      LocalFlink flink,
      MappingFollower follower,
      Offsets offsets,
      long pollMillis,
      Consumer<String> waiting) {
    this.flink = flink;
    this.follower = follower;
    this.offsets = offsets;
    this.pollMillis = pollMillis;
    this.waiting = waiting;
  }

  /**
   * Waits for a boundary, an hour at the most for each step: a first codebook of a field of 200,000
   * features may take many minutes where others keep the machine busy, and what fails is told at
   * once.
   *
   * @param boundary event time, epoch milliseconds
   * @throws UserError if it waited in vain, or something has failed
   */
  public void until(long boundary) throws Exception {
    await("the last boundary", () -> flink.watermarkAfter("assignment") >= boundary);
    long completed = flink.completedCheckpoints();
    // One may have been under way before the boundary had passed: its successor has it all.
    await("a checkpoint", () -> flink.completedCheckpoints() >= completed + 2);
    Map<TopicPartition, Long> ends = offsets.viewEnds();
    await("the consumer", () -> follower.caughtUpTo(ends));
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new UserError("waited in vain for " + what + " after the last event");
      }
      look("waiting for " + what);
    }
  }

  /** Shows how it stands, fails if a part has, and waits a little. */
  void look(String phase) throws Exception {
    waiting.accept(phase);
    if (flink.hasEnded()) {
      throw new UserError("the job ended before its time: " + flink.awaitEnd());
    }
    if (follower.failure().isPresent()) {
      throw new UserError("the consumer failed: " + follower.failure().get());
    }
    TimeUnit.MILLISECONDS.sleep(pollMillis);
  }
}
