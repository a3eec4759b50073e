package io.saec.cli.evaluate;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.clustering.budget.Budget;
import io.saec.job.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Jobs on a Kafka broker and a Flink of this process, each with topics of its own. Used from one
 * thread.
 */
public final class Jobs implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final Path directory;
  private int runs;

  private Jobs(EmbeddedBroker broker, Path directory) {
    this.broker = broker;
    this.directory = directory;
  }

  /**
   * Starts the broker.
   *
   * @param directory for all that is written; the caller's to remove
   */
  public static Jobs start(Path directory) throws Exception {
    return new Jobs(EmbeddedBroker.start(directory.resolve("kafka"), 0), directory);
  }

  /**
   * Starts a job.
   *
   * @param dimensions of the embeddings, by field
   * @param ratio how many times fewer bytes than float32
   * @param options of the job; fields, budget, topics and where Kafka is are set here
   * @throws IOException if it does not start
   */
  JobRun start(Map<String, Integer> dimensions, double ratio, Map<String, String> options)
      throws IOException, InterruptedException {
    runs++;
    Map<String, String> all = new LinkedHashMap<>(options);
    dimensions.forEach((field, dim) -> all.put("fields." + field + ".dimension", dim.toString()));
    all.put("compression.budget", new Budget.Ratio(ratio).toString());
    all.put("kafka.bootstrap-servers", broker.bootstrapServers());
    all.put("kafka.group", "evaluate-" + runs);
    all.put("kafka.transaction-prefix", "evaluate-" + runs);
    all.put("topics.events", "events-" + runs);
    all.put("topics.mapping", "mapping-" + runs);
    all.put("topics.codebooks", "codebooks-" + runs);
    all.put("topics.dead-letters", "dead-" + runs);
    return JobRun.start(JobOptions.read(all), directory.resolve("flink-" + runs), dimensions);
  }

  @Override
  public void close() {
    broker.close();
  }
}
