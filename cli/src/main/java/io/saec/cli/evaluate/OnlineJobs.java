package io.saec.cli.evaluate;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.evaluate.OnlineCompressor;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Compresses streams by the job itself, on a Kafka broker and a Flink of this process: a job and
 * topics of its own for each stream.
 */
public final class OnlineJobs implements OnlineCompressor, AutoCloseable {
  private final EmbeddedBroker broker;
  private final Path directory;
  private final OnlinePlan plan;
  private int runs;

  private OnlineJobs(EmbeddedBroker broker, Path directory, OnlinePlan plan) {
    this.broker = broker;
    this.directory = directory;
    this.plan = plan;
  }

  /**
   * Starts a broker.
   *
   * @param directory for all that is written; the caller's to remove
   */
  public static OnlineJobs start(Path directory, OnlinePlan plan) throws Exception {
    return new OnlineJobs(EmbeddedBroker.start(directory.resolve("kafka"), 0), directory, plan);
  }

  @Override
  public Run start(Map<String, Integer> dimensions, double ratio)
      throws IOException, InterruptedException {
    runs++;
    JobSettings settings = JobOptions.read(options(ratio));
    return OnlineRun.start(settings, directory.resolve("flink-" + runs), dimensions);
  }

  private Map<String, String> options(double ratio) {
    Map<String, String> all = new LinkedHashMap<>(plan.options());
    all.put("kafka.bootstrap-servers", broker.bootstrapServers());
    all.put("kafka.group", "online-" + runs);
    all.put("kafka.transaction-prefix", "online-" + runs);
    all.put("topics.events", "events-" + runs);
    all.put("topics.mapping", "mapping-" + runs);
    all.put("topics.codebooks", "codebooks-" + runs);
    all.put("topics.dead-letters", "dead-" + runs);
    all.put("compression.budget", String.format(Locale.ROOT, "%sx", ratio));
    return all;
  }

  @Override
  public void close() {
    broker.close();
  }
}
