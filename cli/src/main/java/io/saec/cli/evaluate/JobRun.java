package io.saec.cli.evaluate;

import io.saec.cli.demo.Drain;
import io.saec.cli.demo.Offsets;
import io.saec.cli.flink.Cores;
import io.saec.cli.flink.LocalFlink;
import io.saec.client.MappingFollower;
import io.saec.client.MappingView;
import io.saec.evaluate.CompressedField;
import io.saec.evaluate.FieldEmbeddings;
import io.saec.events.EventFeeder;
import io.saec.events.Ticker;
import io.saec.job.JobSettings;
import io.saec.job.TopicCheck;
import io.saec.model.FeatureEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.IOUtils;
import org.apache.kafka.clients.producer.Producer;

/**
 * One job, from its start to its end: publishes events, waits until the boundary behind them has
 * passed the job and its checkpoint, and reads mapping and centroids back as a serving host does.
 * Used from one thread.
 */
final class JobRun implements Closeable {
  private static final long POLL_MILLIS = 100;
  private static final String WEB_PORTS = "0";

  /** What has been started, the last first. */
  private final Deque<AutoCloseable> parts;

  private final MappingFollower follower;
  private final HandedOver source;
  private final EventFeeder feeder;
  private final Drain drain;
  private final Duration outOfOrderness;

  private JobRun(
      Deque<AutoCloseable> parts,
      MappingFollower follower,
      HandedOver source,
      EventFeeder feeder,
      Drain drain,
      Duration outOfOrderness) {
    this.parts = parts;
    this.follower = follower;
    this.source = source;
    this.feeder = feeder;
    this.drain = drain;
    this.outOfOrderness = outOfOrderness;
  }

  /**
   * Starts the job and follows it.
   *
   * @param directory of all that Flink writes
   * @param dimensions of the embeddings, by field
   * @throws IOException if one of them does not start
   */
  static JobRun start(JobSettings settings, Path directory, Map<String, Integer> dimensions)
      throws IOException, InterruptedException {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return start(settings, directory, new HandedOver(dimensions), parts);
    } catch (Exception e) {
      try {
        IOUtils.closeAll(parts);
      } catch (Exception next) {
        e.addSuppressed(next);
      }
      throw asThrown(e, "the job did not start");
    }
  }

  /**
   * @param parts that are to be closed again, whatever comes after them
   */
  private static JobRun start(
      JobSettings settings, Path directory, HandedOver source, Deque<AutoCloseable> parts)
      throws Exception {
    new TopicCheck(settings).run();
    LocalFlink flink = LocalFlink.start(settings, directory, Cores.few(), WEB_PORTS, null);
    parts.push(flink);
    MappingFollower follower =
        MappingFollower.start(
            settings.kafka().clientProperties(),
            settings.kafka().topics().mapping(),
            settings.kafka().topics().codebooks());
    parts.push(follower);
    Offsets offsets = new Offsets(settings.kafka());
    parts.push(offsets);
    Producer<byte[], byte[]> producer = EventFeeder.producer(settings.kafka().clientProperties());
    parts.push(producer);
    EventFeeder feeder =
        new EventFeeder(
            source,
            producer,
            settings.kafka().topics().events(),
            settings.kafka().topics().partitions(),
            List.of(),
            Ticker.SYSTEM);
    Drain drain = new Drain(flink, follower, offsets, POLL_MILLIS, phase -> {});
    return new JobRun(parts, follower, source, feeder, drain, settings.outOfOrderness());
  }

  /** The failure, if it may be thrown as it is; else as one that may. */
  private static IOException asThrown(Exception e, String what) throws InterruptedException {
    if (e instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return e instanceof IOException io ? io : new IOException(what + ": " + e, e);
  }

  /**
   * Publishes what has come since the last time, and waits until the boundary has passed.
   *
   * @param events in the order of their time, at least one, all before the boundary
   * @param boundary event time, epoch milliseconds
   * @throws IOException if there is no answer
   */
  void pass(List<FeatureEvent> events, long boundary) throws IOException, InterruptedException {
    source.add(events);
    feeder.run();
    feeder.finish(boundary + outOfOrderness.toMillis() + 1);
    try {
      drain.until(boundary);
    } catch (Exception e) {
      throw asThrown(e, "the job did not run");
    }
  }

  /**
   * What stands for a field's features since the last boundary.
   *
   * @return empty if the field has no codebook
   */
  Optional<CompressedField> readBack(FieldEmbeddings field) {
    return ReadBack.of(follower, field);
  }

  /** What a serving host sees. */
  MappingView view() {
    return follower.view();
  }

  @Override
  public void close() throws IOException {
    try {
      IOUtils.closeAll(parts);
    } catch (Exception e) {
      throw new IOException("the job did not end: " + e, e);
    }
  }
}
