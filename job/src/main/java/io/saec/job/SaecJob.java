package io.saec.job;

import io.saec.clustering.kernel.Kernels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job. As a main it takes {@code --config FILE} and {@code -Dkey=value}, and runs where Flink's
 * client takes it: {@code flink run saec-job-flink.jar --config saec.yaml}.
 */
public final class SaecJob {
  private static final Logger LOG = LoggerFactory.getLogger(SaecJob.class);
  private static final int MAX_PARALLELISM = 1024;

  private SaecJob() {}

  /** Runs the job until it ends or fails. */
  public static void main(String[] args) throws Exception {
    JobSettings settings = JobOptions.read(options(args));
    new TopicCheck(settings).run().forEach(line -> LOG.info("topic {}", line));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
    build(env, settings);
    env.execute("saec");
  }

  /**
   * Options from a file and the command line, the latter over the former.
   *
   * @throws UserError naming an argument that is neither
   */
  static Map<String, String> options(String[] args) {
    Map<String, String> flat = new LinkedHashMap<>();
    Map<String, String> overrides = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      if (args[i].equals("--config") && i + 1 < args.length) {
        flat.putAll(ConfigFile.read(Path.of(args[++i])));
      } else if (args[i].startsWith("-D") && equals > 2) {
        overrides.put(args[i].substring(2, equals), args[i].substring(equals + 1));
      } else {
        throw new UserError("'" + args[i] + "' is neither --config FILE nor -Dkey=value");
      }
    }
    flat.putAll(overrides);
    return flat;
  }

  /** What the job asks of Flink, under what the user asks of it. */
  public static Configuration configuration(JobSettings settings) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(30));
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.addAll(Configuration.fromMap(settings.flink()));
    // Aligned: then all subtasks of a step have the same watermark in a snapshot, see docs.
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // Not on the heap: Flink leaves timers that are there out of savepoints in native format.
    configuration.setString("state.backend.rocksdb.timer-service.factory", "ROCKSDB");
    return configuration;
  }

  /**
   * Builds the job between its ends in Kafka.
   *
   * @throws UserError if the JVM names a kernel that is not there
   */
  public static void build(StreamExecutionEnvironment env, JobSettings settings) {
    try {
      Kernels.prepare();
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    KafkaEnds ends = new KafkaEnds(settings);
    Topology.build(ends.events(env), settings.rules(), ends);
  }
}
