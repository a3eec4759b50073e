package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What every savepoint rests on. */
class TopologyTest {
  private static final Map<String, String> LEAST = Map.of("fields.item.dimension", "16");

  @Test
  void operatorsHaveTheNamesThatSavepointsKnow() {
    JobSettings settings = JobOptions.read(LEAST);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(SaecJob.configuration(settings));

    SaecJob.build(env, settings);

    // Fails, too, if a type is generic or an operator has no name of its own.
    StreamGraph graph = env.getStreamGraph();
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
    assertThat(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID))
        .containsExactlyInAnyOrder(
            "events",
            "decode",
            "combine",
            "frequency",
            "curve",
            "budget",
            "clustering",
            "assignment",
            "mapping-updates",
            "Sink Committer: mapping-updates",
            "codebooks",
            "Sink Committer: codebooks",
            "dead-letters",
            "Sink Committer: dead-letters");
  }

  @Test
  void theUsersFlinkOptionsGoOverTheJobsButForOne() {
    Configuration byDefault = SaecJob.configuration(JobOptions.read(LEAST));
    assertThat(byDefault.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(byDefault.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(byDefault.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");

    Configuration configured =
        SaecJob.configuration(
            JobOptions.read(
                Map.of(
                    "fields.item.dimension", "16",
                    "flink.state.backend.type", "hashmap",
                    "flink.execution.checkpointing.unaligned.enabled", "true")));
    assertThat(configured.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
    assertThat(configured.get(CheckpointingOptions.ENABLE_UNALIGNED)).isFalse();
  }
}
