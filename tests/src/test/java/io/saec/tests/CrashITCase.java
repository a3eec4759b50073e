package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's process is killed twice in mid-stream, each time with a transaction open, and started
 * again: readers of committed records see what they would have seen without.
 */
class CrashITCase {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int KILLS = 2;

  /** Records that are sent ahead of what checkpoints cover: the stream outlasts the kills. */
  private static final int LEAD_SHARE = 10;

  @Test
  void losesNothingAndRepeatsNothingWhenKilled(@TempDir Path directory) throws Exception {
    Scenario scenario = Scenarios.mixed(31, 9_000, Map.of("expiry.ttl", "6 s"));
    try (Kafka kafka = Kafka.start(directory.resolve("kafka"));
        KafkaFeed feed = new KafkaFeed(kafka, scenario)) {
      Map<String, String> options = kafka.options(scenario);
      for (int kill = 0; kill < KILLS; kill++) {
        try (JobProcess job = JobProcess.start(directory, "job-" + kill, options)) {
          var unused = job.awaitRunning();
          assertThat(job.restoredFrom().isPresent()).isEqualTo(kill > 0);
          flow(kafka, feed, job, (kill + 1L) * feed.size() / (KILLS + 1));
          job.kill();
          assertThat(kafka.hasUncommitted(Kafka.MAPPING)).as("the kill left work undone").isTrue();
        }
        assertThat(feed.sent()).isLessThan(feed.size());
      }
      try (JobProcess job = JobProcess.start(directory, "job-last", options)) {
        FlinkRest flink = job.awaitRunning();
        assertThat(job.restoredFrom()).isPresent();
        feed.finish();
        await().atMost(LONG).until(() -> flink.watermarkAfter("assignment") >= feed.end());
        long completed = flink.completedCheckpoints();
        await().atMost(LONG).until(() -> flink.completedCheckpoints() >= completed + 2);
        await().atMost(LONG).until(() -> kafka.consumed().equals(kafka.ends(Kafka.EVENTS)));
      }
      int shards = scenario.rules().shards();
      new Published(scenario, scenario.expected(), kafka.mapping(shards), kafka.codebooks())
          .assertAsExpected();
      assertThat(kafka.committed(Kafka.DEAD_LETTERS)).hasSize(scenario.badRecords());
    }
  }

  /**
   * Keeps events flowing until checkpoints cover so many and the job has written what no checkpoint
   * has committed yet.
   */
  private static void flow(Kafka kafka, KafkaFeed feed, JobProcess job, long records) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              job.assertAlive();
              long covered = kafka.consumed().values().stream().mapToLong(Long::longValue).sum();
              feed.sendUpTo(covered + feed.size() / LEAD_SHARE);
              return covered >= records && kafka.hasUncommitted(Kafka.MAPPING);
            });
  }
}
