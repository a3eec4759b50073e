package io.saec.tests;

import static org.awaitility.Awaitility.await;

import io.saec.model.WireKey;
import io.saec.operators.WireRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One source subtask has nothing to read from early on and says so, while the others work off a
 * backlog; in the end all of them are idle, with boundaries still to be dealt with.
 */
class IdleSourceITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = Pipeline.cluster();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33, 34})
  void keepsTheBarrier(long seed, @TempDir Path directory) throws Exception {
    Scenario scenario =
        Scenarios.withSplitsThatEndEarly(
            seed,
            3_000,
            Map.of(
                "reclustering.interval", "1 s",
                "combine.max-features", "5000",
                "combine.max-time", "1 min"));
    Map<String, Oracle.FieldStory> expected = scenario.expected();
    Run run = Run.idleAtGate(1);
    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      JobClient job = pipeline.start(4);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  job.getJobStatus().get().isGloballyTerminalState()
                      || (run.waiting() == scenario.splits().size()
                          && manifests(run) >= versionsUpTo(scenario.leastNewest(), expected)));

      run.openGate();
      job.getJobExecutionResult().get();
    }

    new Published(scenario, expected, run).assertAsExpected();
  }

  private static long manifests(Run run) {
    return run.committed(Run.End.CODEBOOKS).stream()
        .map(WireRecord::key)
        .filter(key -> WireKey.parse(Objects.requireNonNull(key)).kind() == WireKey.Kind.FIELD)
        .count();
  }

  private static long versionsUpTo(long watermark, Map<String, Oracle.FieldStory> expected) {
    return expected.values().stream()
        .flatMap(story -> story.versions().stream())
        .filter(version -> version.boundary() * Scenarios.SLIDE <= watermark)
        .count();
  }
}
