package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that fails after a checkpoint and restarts publishes what it would have without. */
class FailureITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = Pipeline.cluster();

  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest(name = "{0} at record {1} after {2}, parallelism {3}")
  @CsvSource({
    "SOURCE, 1, 0.3, 2",
    "SOURCE, 700, 0.2, 4",
    "MAPPING, 1, 0.5, 1",
    "MAPPING, 500, 0.4, 4",
    "CODEBOOKS, 1, 0.3, 2",
    "CODEBOOKS, 60, 0.3, 4"
  })
  void failsAfterACheckpoint(
      Run.Place place,
      int record,
      double share,
      int parallelism,
      @TempDir Path directory,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Scenario scenario = Scenarios.mixed(21, 3_000, Map.of("expiry.ttl", "6 s"));
    Run run = Run.gated(share);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      JobClient job = pipeline.start(parallelism);
      pipeline.awaitGate(job, cluster);
      var unused = cluster.triggerCheckpoint(job.getJobID()).get();

      run.failAt(place, record);
      run.openGate();
      job.getJobExecutionResult().get();
    }

    assertThat(run.failures()).isEqualTo(1);
    new Published(scenario, scenario.expected(), run).assertAsExpected();
  }

  @Test
  void failsDuringKMeans(@TempDir Path directory, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Scenario scenario = Scenarios.heavy(22, 3_000, 3);
    Run run = Run.gated(0.9);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      JobClient job = pipeline.start(2);
      pipeline.awaitGate(job, cluster);
      await().atMost(LONG).until(Threads::areInKMeans);
      var unused = cluster.triggerCheckpoint(job.getJobID()).get();
      assertThat(Threads.areInKMeans()).as("still computing after the checkpoint").isTrue();

      run.failAt(Run.Place.SOURCE, 1);
      run.openGate();
      job.getJobExecutionResult().get();
    }

    assertThat(run.failures()).isEqualTo(1);
    new Published(scenario, scenario.expected(), run).assertAsExpected();
  }
}
