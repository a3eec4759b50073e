package io.saec.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.job.JobSettings;
import io.saec.job.SaecJob;
import io.saec.job.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** The job on a Flink of this process, with RocksDB state and the web UI. */
public final class LocalFlink implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final MiniCluster cluster;
  private final JobID job;
  private final URI web;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  private LocalFlink(MiniCluster cluster, JobID job, URI web) {
    this.cluster = cluster;
    this.job = job;
    this.web = web;
  }

  /**
   * Starts the job.
   *
   * @param directory of checkpoints and RocksDB's files, where the settings name none
   * @param parallelism where the settings name none
   * @param webPorts a port, or a range such as 8081-8099 of which the first free one is taken
   * @param restore checkpoint or savepoint to go on from, null to begin
   * @throws UserError if the port is in use
   */
  public static LocalFlink start(
      JobSettings settings,
      Path directory,
      int parallelism,
      String webPorts,
      @Nullable String restore)
      throws Exception {
    Configuration configuration = defaults(directory, parallelism, webPorts);
    configuration.addAll(SaecJob.configuration(settings));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    SaecJob.build(env, settings);
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName("saec");
    if (restore != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(restore));
    }
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(configuration.get(CoreOptions.DEFAULT_PARALLELISM))
                .build());
    try {
      cluster.start();
      JobID job = cluster.submitJob(graph.getJobGraph()).get().getJobID();
      return new LocalFlink(cluster, job, cluster.getRestAddress().get());
    } catch (Exception e) {
      cluster.close();
      if (ExceptionUtils.findThrowable(e, BindException.class).isPresent()) {
        throw new UserError("web UI: port " + webPorts + " is in use: free it or give another");
      }
      throw e;
    }
  }

  private static Configuration defaults(Path directory, int parallelism, String webPorts) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, webPorts);
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(96));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(96));
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    return configuration;
  }

  /** Where the web UI is. */
  public URI web() {
    return web;
  }

  /** Whether the job has come to an end, well or not. */
  public boolean hasEnded() throws InterruptedException {
    try {
      return cluster.getJobStatus(job).get().isGloballyTerminalState();
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** Waits for the end of the job; the cause if it failed, null if it was cancelled or finished. */
  public @Nullable Throwable awaitEnd() throws InterruptedException, ExecutionException {
    JobResult result = cluster.requestJobResult(job).get();
    return result.getSerializedThrowable().orElse(null);
  }

  /**
   * Least watermark that has left a step, epoch milliseconds; Long.MIN_VALUE while it is unknown.
   *
   * @param step name of the step
   */
  public long watermarkAfter(String step) throws IOException, InterruptedException {
    String metric = step + ".currentOutputWatermark";
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      if (vertex.path("name").asText().contains(step)) {
        JsonNode values =
            get(
                "/jobs/"
                    + job
                    + "/vertices/"
                    + vertex.path("id").asText()
                    + "/subtasks/metrics?agg=min&get="
                    + metric);
        if (!values.isEmpty()) {
          return (long) values.get(0).path("min").asDouble(Long.MIN_VALUE);
        }
      }
    }
    return Long.MIN_VALUE;
  }

  /** Checkpoints completed so far. */
  public long completedCheckpoints() throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").path("counts").path("completed").asLong();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path)).timeout(ANSWER).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** Cancels the job and ends Flink. */
  @Override
  public void close() throws Exception {
    if (!hasEnded() && cluster.getJobStatus(job).get() != JobStatus.CANCELLING) {
      cluster.cancelJob(job).get();
      cluster.requestJobResult(job).get();
    }
    cluster.close();
  }
}
