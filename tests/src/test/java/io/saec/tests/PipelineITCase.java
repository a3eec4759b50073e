package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole job against the oracle: the same codebooks, seals and mapping, bit for bit, at any
 * parallelism.
 */
class PipelineITCase {
  @RegisterExtension static final MiniClusterExtension CLUSTER = Pipeline.cluster();

  private static final Map<String, String> MORTAL =
      Map.of("expiry.ttl", "6 s", "codebooks.encoding", "fp32", "assignment.hysteresis", "0");

  private static final Map<String, String> BUDGETED =
      Map.of(
          "fields.item.clusters", "budget",
          "fields.user.clusters", "budget",
          "fields.late.clusters", "budget",
          "compression.budget", "4x",
          "admission.count", "2",
          "reclustering.least-gain", "0.02",
          "expiry.ttl", "6 s");

  static Stream<Arguments> runs() {
    return Stream.of(1, 2, 4)
        .flatMap(
            parallelism ->
                Stream.of(
                    Arguments.of("int8", 1L, Map.of(), parallelism),
                    Arguments.of("int8", 2L, Map.of("shards", "16"), parallelism),
                    Arguments.of("mortal", 3L, MORTAL, parallelism),
                    Arguments.of("budgeted", 4L, BUDGETED, parallelism)));
  }

  @ParameterizedTest(name = "{0} seed {1} parallelism {3}")
  @MethodSource("runs")
  void publishesWhatTheOracleTells(
      String name, long seed, Map<String, String> options, int parallelism, @TempDir Path directory)
      throws Exception {
    Scenario scenario = Scenarios.mixed(seed, 3_000, options);
    Map<String, Oracle.FieldStory> expected = scenario.expected();
    assertTellsSomething(
        expected, options.containsKey("expiry.ttl"), options.containsKey("compression.budget"));
    Run run = Run.free();

    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      pipeline.start(parallelism).getJobExecutionResult().get();
    }

    new Published(scenario, expected, run).assertAsExpected();
    assertThat(run.committed(Run.End.DEAD_LETTERS)).hasSize(scenario.badRecords());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void publishesWhatTheOracleTellsOfOddFields(int parallelism, @TempDir Path directory)
      throws Exception {
    Scenario scenario = Scenarios.odd(5, Map.of());
    Map<String, Oracle.FieldStory> expected = scenario.expected();
    expected.forEach((field, story) -> assertThat(story.versions()).as(field).isNotEmpty());
    assertThat(expected)
        .extractingByKey("dying")
        .satisfies(
            story -> {
              assertThat(story.live()).isEmpty();
              assertThat(story.tombstones()).hasSize(20);
            });
    Run run = Run.free();

    try (Pipeline pipeline = new Pipeline(scenario, run, directory)) {
      pipeline.start(parallelism).getJobExecutionResult().get();
    }

    new Published(scenario, expected, run).assertAsExpected();
  }

  /** A test against a story in which nothing happens would hold for any job. */
  private static void assertTellsSomething(
      Map<String, Oracle.FieldStory> expected, boolean mortal, boolean budgeted) {
    expected.forEach(
        (field, story) -> {
          if (field.equals("never")) {
            assertThat(story.versions()).isEmpty();
          } else {
            assertThat(story.versions()).as(field).hasSizeGreaterThan(3);
            assertThat(story.busy()).as(field).isGreaterThan(story.versions().size());
          }
        });
    assertThat(expected.values().stream().anyMatch(story -> !story.tombstones().isEmpty()))
        .isEqualTo(mortal);
    if (budgeted) {
      assertThat(expected.values().stream().mapToInt(Oracle.FieldStory::skipped).sum())
          .isPositive();
      expected.forEach(
          (field, story) -> {
            if (List.of("item", "user", "late").contains(field)) {
              assertThat(new HashSet<>(story.quotas())).as(field).hasSizeGreaterThan(1);
            }
          });
    }
  }
}
