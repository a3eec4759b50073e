package io.saec.tests;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job stopped in mid-stream goes on with another parallelism as if nothing had been. */
class RescaleITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = Pipeline.cluster();

  @ParameterizedTest(name = "{0} -> {1} at {2}")
  @CsvSource({
    "4, 2, 0.6, CANONICAL",
    "4, 2, 0.6, NATIVE",
    "2, 4, 0.1, CANONICAL",
    "2, 4, 0.1, NATIVE",
    "1, 4, 0.3, NATIVE",
    "4, 1, 0.8, NATIVE",
    "4, 4, 0.3, NATIVE",
    "2, 2, 0.1, NATIVE"
  })
  void goesOnFromASavepoint(
      int before,
      int after,
      double stopAt,
      SavepointFormatType format,
      @TempDir Path directory,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Scenario scenario = Scenarios.mixed(11, 3_000, Map.of("expiry.ttl", "6 s"));
    Run run = Run.gated(stopAt);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      JobClient job = pipeline.start(before);
      pipeline.awaitGate(job, cluster);

      String savepoint = job.stopWithSavepoint(false, directory.toUri().toString(), format).get();
      run.openGate();
      pipeline.start(after, savepoint).getJobExecutionResult().get();
    }

    new Published(scenario, scenario.expected(), run).assertAsExpected();
  }

  @ParameterizedTest
  @ValueSource(strings = {"is re-clustered", "estimates its curve"})
  void goesOnFromASavepointTakenInTheMiddleOfAComputation(
      String line, @TempDir Path directory, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Scenario scenario =
        Scenarios.mixed(
            12, 3_000, Map.of("fields.item.clusters", "budget", "compression.budget", "4x"));
    Run run = Run.gated(0.9);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      String savepoint;
      try (LogTrap trap = new LogTrap(line, 2)) {
        JobClient job = pipeline.start(2);
        pipeline.awaitGate(job, cluster);
        trap.awaitSprung();
        savepoint =
            job.stopWithSavepoint(
                    false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
      }
      run.openGate();
      pipeline.start(4, savepoint).getJobExecutionResult().get();
    }

    new Published(scenario, scenario.expected(), run).assertAsExpected();
  }
}
