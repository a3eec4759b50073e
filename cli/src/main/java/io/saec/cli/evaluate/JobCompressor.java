package io.saec.cli.evaluate;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.cli.demo.Drain;
import io.saec.cli.demo.Offsets;
import io.saec.cli.flink.LocalFlink;
import io.saec.client.MappingFollower;
import io.saec.evaluate.CompressedField;
import io.saec.evaluate.Compressor;
import io.saec.evaluate.FieldEmbeddings;
import io.saec.events.EventFeeder;
import io.saec.events.Ticker;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.TopicCheck;
import io.saec.job.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.Producer;

/**
 * Compresses by the job itself, on a Kafka broker and a Flink of this process: publishes the
 * embeddings as feature events, waits until the boundary after them has passed the job and its
 * checkpoint, and reads mapping and centroids back as a serving host does. Each model has topics of
 * its own.
 *
 * <p>The windows hold all events, and there is one boundary; else the job is as its options say.
 */
public final class JobCompressor implements Compressor, AutoCloseable {
  private static final Duration SLIDE = Duration.ofHours(1);
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 100;
  private static final String WEB_PORTS = "0";

  private final EmbeddedBroker broker;
  private final Path directory;
  private final Map<String, String> options;
  private int models;

  private JobCompressor(EmbeddedBroker broker, Path directory, Map<String, String> options) {
    this.broker = broker;
    this.directory = directory;
    this.options = options;
  }

  /**
   * Starts a broker.
   *
   * @param directory for all that is written; the caller's to remove
   * @param options of the job, over those that an evaluation needs; fields, topics and budget are
   *     not to be among them, and windows and intervals have no say
   */
  public static JobCompressor start(Path directory, Map<String, String> options) throws Exception {
    return new JobCompressor(
        EmbeddedBroker.start(directory.resolve("kafka"), 0), directory, options);
  }

  @Override
  public List<CompressedField> compress(List<FieldEmbeddings> fields, double ratio)
      throws IOException, InterruptedException {
    models++;
    JobSettings settings = JobOptions.read(options(fields, ratio));
    try {
      new TopicCheck(settings).run();
      try (LocalFlink flink =
              LocalFlink.start(
                  settings, directory.resolve("flink-" + models), parallelism(), WEB_PORTS, null);
          MappingFollower follower =
              MappingFollower.start(
                  settings.kafka().clientProperties(),
                  settings.kafka().topics().mapping(),
                  settings.kafka().topics().codebooks());
          Offsets offsets = new Offsets(settings.kafka())) {
        feed(settings, fields);
        new Drain(flink, follower, offsets, POLL_MILLIS, phase -> {}).until(SLIDE.toMillis());
        return fields.stream().map(field -> readBack(follower, field)).toList();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the job did not run: " + e, e);
    }
  }

  private static void feed(JobSettings settings, List<FieldEmbeddings> fields)
      throws IOException, InterruptedException {
    Properties client = settings.kafka().clientProperties();
    try (Producer<byte[], byte[]> producer = EventFeeder.producer(client);
        TrainedEvents events = new TrainedEvents(fields, 0)) {
      EventFeeder feeder =
          new EventFeeder(
              events,
              producer,
              settings.kafka().topics().events(),
              settings.kafka().topics().partitions(),
              List.of(),
              Ticker.SYSTEM);
      feeder.run();
      feeder.finish(SLIDE.plus(OUT_OF_ORDERNESS).toMillis() + 1);
    }
  }

  private Map<String, String> options(List<FieldEmbeddings> fields, double ratio) {
    Map<String, String> all = new LinkedHashMap<>();
    for (FieldEmbeddings field : fields) {
      all.put("fields." + field.field() + ".dimension", Integer.toString(field.dim()));
    }
    all.put("kafka.bootstrap-servers", broker.bootstrapServers());
    all.put("kafka.group", "evaluate-" + models);
    all.put("kafka.transaction-prefix", "evaluate-" + models);
    all.put("topics.events", "events-" + models);
    all.put("topics.mapping", "mapping-" + models);
    all.put("topics.codebooks", "codebooks-" + models);
    all.put("topics.dead-letters", "dead-" + models);
    all.put("topics.partitions", "4");
    all.put("shards", "16");
    all.put("events.out-of-orderness", OUT_OF_ORDERNESS.toMillis() + " ms");
    all.put("events.idle-after", "0 ms");
    all.put("compression.budget", String.format(Locale.ROOT, "%sx", ratio));
    all.put("flink.execution.checkpointing.interval", "500 ms");
    all.put("flink.pipeline.auto-watermark-interval", "50 ms");
    all.putAll(options);
    all.put("window.slide", SLIDE.toMillis() + " ms");
    all.put("window.width", SLIDE.toMillis() + " ms");
    all.put("reclustering.interval", SLIDE.toMillis() + " ms");
    return all;
  }

  private static int parallelism() {
    return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  private static CompressedField readBack(MappingFollower follower, FieldEmbeddings field) {
    return ReadBack.of(follower, field)
        .orElseThrow(() -> new UserError("the job made no codebook of field " + field.field()));
  }

  @Override
  public void close() {
    broker.close();
  }
}
