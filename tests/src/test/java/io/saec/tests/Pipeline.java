package io.saec.tests;

import static org.awaitility.Awaitility.await;

import io.saec.job.JobSettings;
import io.saec.job.SaecJob;
import io.saec.job.Topology;
import io.saec.operators.WireRecord;
import io.saec.operators.decode.Decoded;
import io.saec.operators.decode.DecodedSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;

/** The job as it is, between a source and sinks that a test can hold and look into. */
final class Pipeline implements AutoCloseable {
  /** Enough for two jobs: those of the job before are given back with a delay. */
  private static final int SLOTS = 8;

  private final Scenario scenario;
  private final Run run;
  private final Path directory;
  private final List<JobClient> jobs = new ArrayList<>();

  Pipeline(Scenario scenario, Run run, Path directory) {
    this.scenario = scenario;
    this.run = run;
    this.directory = directory;
  }

  static MiniClusterExtension cluster() {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(SLOTS)
            .build());
  }

  /** Starts it from nothing. */
  JobClient start(int parallelism) throws Exception {
    return start(parallelism, null);
  }

  /**
   * Starts it.
   *
   * @param savepoint to go on from, null to start from nothing
   */
  JobClient start(int parallelism, @Nullable String savepoint) throws Exception {
    Map<String, String> flink = new LinkedHashMap<>();
    flink.put("flink.execution.checkpointing.interval", "50 ms");
    flink.put("flink.execution.checkpointing.storage", "filesystem");
    flink.put("flink.execution.checkpointing.dir", directory.toUri().toString());
    flink.put("flink.restart-strategy.type", "fixed-delay");
    flink.put("flink.restart-strategy.fixed-delay.attempts", "3");
    flink.put("flink.restart-strategy.fixed-delay.delay", "50 ms");
    JobSettings settings = scenario.settings(flink);
    Configuration configuration = SaecJob.configuration(settings);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DataStream<Decoded> events =
        env.fromSource(
                new ReplaySource(run, scenario.records(), settings),
                ReplaySource.watermarks(scenario.outOfOrderness()),
                "events",
                DecodedSerializer.TYPE)
            .uid("events");
    Topology.build(events, settings.rules(), new Ends());
    JobClient job = env.executeAsync("saec");
    jobs.add(job);
    return job;
  }

  /**
   * Waits until all splits have come to the gate, and all tasks run, so that a checkpoint can be
   * taken.
   */
  void awaitGate(JobClient job, MiniCluster cluster) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> run.waiting() == scenario.splits().size() && runs(job, cluster));
  }

  private static boolean runs(JobClient job, MiniCluster cluster) throws Exception {
    for (var vertex : cluster.getExecutionGraph(job.getJobID()).get().getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** A job that a failed test left behind would take the slots of the next. */
  @Override
  public void close() throws Exception {
    for (JobClient job : jobs) {
      if (!job.getJobStatus().get().isGloballyTerminalState()) {
        job.cancel().get();
      }
    }
  }

  private final class Ends implements Topology.Ends {
    @Override
    public void mappingUpdates(DataStream<WireRecord> updates) {
      end(updates, Run.End.MAPPING, "mapping-updates");
    }

    @Override
    public void codebooks(DataStream<WireRecord> codebooks) {
      end(codebooks, Run.End.CODEBOOKS, "codebooks");
    }

    @Override
    public void deadLetters(DataStream<WireRecord> letters) {
      end(letters, Run.End.DEAD_LETTERS, "dead-letters");
    }

    private void end(DataStream<WireRecord> records, Run.End end, String uid) {
      records.sinkTo(new CommittedSink(run, end)).uid(uid).name(uid);
    }
  }
}
