package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that fails after a checkpoint and restarts publishes what it would have without. */
class FailureITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = Pipeline.cluster();

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

  private static final Map<String, String> BUDGETED =
      Map.of(
          "fields.item.clusters", "budget",
          "fields.user.clusters", "budget",
          "compression.budget", "4x",
          "expiry.ttl", "6 s");

  /** The computation is under way in a thread of its own while the checkpoint is taken. */
  @ParameterizedTest(name = "{0}, time {1}, parallelism {2}")
  @CsvSource({
    "estimates its curve, 3, 1",
    "estimates its curve, 4, 2",
    "is re-clustered, 1, 2",
    "is re-clustered, 9, 4"
  })
  void failsInTheMiddleOfAComputation(
      String line,
      int time,
      int parallelism,
      @TempDir Path directory,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Scenario scenario = Scenarios.mixed(23, 3_000, BUDGETED);
    Run run = Run.gated(0.9);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory);
        LogTrap trap = new LogTrap(line, time)) {
      JobClient job = pipeline.start(parallelism);
      pipeline.awaitGate(job, cluster);
      trap.awaitSprung();
      var unused = cluster.triggerCheckpoint(job.getJobID()).get();

      trap.fail();
      run.openGate();
      job.getJobExecutionResult().get();
    }

    new Published(scenario, scenario.expected(), run).assertAsExpected();
  }

  /** These are done by the task's own thread: the checkpoint comes before, the failure within. */
  @ParameterizedTest(name = "{0}, time {1}, parallelism {2}")
  @CsvSource({
    "budget boundary=, 1, 1",
    "budget boundary=, 2, 4",
    "is sealed, 3, 1",
    "is sealed, 20, 4"
  })
  void failsInTheMiddleOfABoundary(
      String line,
      int time,
      int parallelism,
      @TempDir Path directory,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Scenario scenario = Scenarios.mixed(24, 3_000, BUDGETED);
    Run run = Run.gated(0.5);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      JobClient job = pipeline.start(parallelism);
      pipeline.awaitGate(job, cluster);
      var unused = cluster.triggerCheckpoint(job.getJobID()).get();
      try (LogTrap trap = new LogTrap(line, time)) {
        trap.fail();
        run.openGate();
        job.getJobExecutionResult().get();
        assertThat(trap.isSprung()).isTrue();
      }
    }

    new Published(scenario, scenario.expected(), run).assertAsExpected();
  }
}
