package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's process is killed twice in mid-stream, each time with a transaction open, and started
 * again: readers of committed records see what they would have seen without.
 */
class CrashITCase {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int KILLS = 2;

  /** Checkpoints that the stream goes on for at least. */
  private static final int STEPS = 48;

  @Test
  void losesNothingAndRepeatsNothingWhenKilled(@TempDir Path directory) throws Exception {
    // Much is to be written, so that there is work undone at most times.
    Scenario scenario =
        Scenarios.mixed(
            31,
            9_000,
            Map.of(
                "expiry.ttl", "6 s",
                "reclustering.interval", "1 s",
                "reclustering.least-gain", "0",
                "assignment.hysteresis", "0"));
    try (Kafka kafka = Kafka.start(directory.resolve("kafka"));
        KafkaFeed feed = new KafkaFeed(kafka, scenario)) {
      Map<String, String> options = kafka.options(scenario);
      for (int kill = 0; kill < KILLS; kill++) {
        try (JobProcess job = JobProcess.start(directory, "job-" + kill, options)) {
          FlinkRest flink = job.awaitRunning();
          assertThat(job.restoredFrom().isPresent()).isEqualTo(kill > 0);
          flow(kafka, feed, job, flink, (kill + 1L) * feed.size() / (KILLS + 1));
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
      }
      int shards = scenario.rules().shards();
      new Published(scenario, scenario.expected(), kafka.mapping(shards), kafka.codebooks())
          .assertAsExpected();
      assertThat(kafka.committed(Kafka.DEAD_LETTERS)).hasSize(scenario.badRecords());
    }
  }

  /**
   * Keeps events flowing, some more with every checkpoint, until so many have been sent, readers
   * have seen something of them, and the job has written what no checkpoint has committed yet.
   */
  private static void flow(
      Kafka kafka, KafkaFeed feed, JobProcess job, FlinkRest flink, long records) throws Exception {
    long before = feed.sent();
    Map<TopicPartition, Long> seen = kafka.ends(Kafka.MAPPING);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              job.assertAlive();
              feed.sendUpTo(before + (1 + flink.completedCheckpoints()) * feed.size() / STEPS);
              return feed.sent() >= records
                  && !kafka.ends(Kafka.MAPPING).equals(seen)
                  && kafka.hasUncommitted(Kafka.MAPPING);
            });
  }
}
