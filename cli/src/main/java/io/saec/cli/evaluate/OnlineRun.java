package io.saec.cli.evaluate;

import io.saec.cli.demo.Drain;
import io.saec.cli.demo.Offsets;
import io.saec.cli.flink.LocalFlink;
import io.saec.client.FieldStatus;
import io.saec.client.Flip;
import io.saec.client.MappingFollower;
import io.saec.evaluate.CompressedField;
import io.saec.evaluate.FieldEmbeddings;
import io.saec.evaluate.OnlineCompressor;
import io.saec.evaluate.OnlineReport.Version;
import io.saec.events.EventFeeder;
import io.saec.events.Ticker;
import io.saec.job.JobSettings;
import io.saec.job.TopicCheck;
import io.saec.model.FeatureEvent;
import io.saec.model.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Producer;

/**
 * One job over one stream: publishes a span's events, waits until the boundary behind them has
 * passed the job and its checkpoint, and reads mapping and centroids back as a serving host does.
 */
final class OnlineRun implements OnlineCompressor.Run {
  private static final long POLL_MILLIS = 100;
  private static final String WEB_PORTS = "0";

  private final LocalFlink flink;
  private final MappingFollower follower;
  private final Offsets offsets;
  private final Producer<byte[], byte[]> producer;
  private final HandedOver source;
  private final EventFeeder feeder;
  private final Drain drain;
  private final Duration outOfOrderness;
  private final Queue<Version> versions = new ConcurrentLinkedQueue<>();

  private OnlineRun(
      JobSettings settings, LocalFlink flink, MappingFollower follower, HandedOver source) {
    this.flink = flink;
    this.follower = follower;
    this.offsets = new Offsets(settings.kafka());
    this.producer = EventFeeder.producer(settings.kafka().clientProperties());
    this.source = source;
    this.feeder =
        new EventFeeder(
            source,
            producer,
            settings.kafka().topics().events(),
            settings.kafka().topics().partitions(),
            List.of(),
            Ticker.SYSTEM);
    this.drain = new Drain(flink, follower, offsets, POLL_MILLIS, phase -> {});
    this.outOfOrderness = settings.outOfOrderness();
    follower.view().listen(this::note);
  }

  /**
   * Starts the job and follows it.
   *
   * @param directory of all that Flink writes
   * @param dimensions by field
   * @throws IOException if one of them does not start
   */
  static OnlineRun start(JobSettings settings, Path directory, Map<String, Integer> dimensions)
      throws IOException, InterruptedException {
    LocalFlink flink = null;
    try {
      new TopicCheck(settings).run();
      int parallelism = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
      flink = LocalFlink.start(settings, directory, parallelism, WEB_PORTS, null);
      MappingFollower follower =
          MappingFollower.start(
              settings.kafka().clientProperties(),
              settings.kafka().topics().mapping(),
              settings.kafka().topics().codebooks());
      return new OnlineRun(settings, flink, follower, new HandedOver(dimensions));
    } catch (Exception e) {
      if (flink != null) {
        closeAfter(e, flink);
      }
      throw asThrown(e);
    }
  }

  private static void closeAfter(Exception failure, AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** The failure, if it may be thrown as it is; else as one that may. */
  private static IOException asThrown(Exception e) throws InterruptedException {
    if (e instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return e instanceof IOException io ? io : new IOException("the job did not run: " + e, e);
  }

  @Override
  public List<CompressedField> advance(
      List<FeatureEvent> events, long boundary, List<FieldEmbeddings> known)
      throws IOException, InterruptedException {
    source.add(events);
    feeder.run();
    feeder.finish(boundary + outOfOrderness.toMillis() + 1);
    try {
      drain.until(boundary);
    } catch (Exception e) {
      throw asThrown(e);
    }
    return known.stream().map(this::readBack).toList();
  }

  private CompressedField readBack(FieldEmbeddings field) {
    return ReadBack.of(follower, field)
        .orElseGet(() -> CompressedField.nothing(field.dim(), field.size()));
  }

  private void note(Flip flip) {
    FieldStatus status = follower.view().status(flip.field());
    Manifest manifest = status.manifest();
    if (manifest != null) {
      double churn = Double.isNaN(status.churn()) ? 0 : status.churn();
      versions.add(
          new Version(manifest.boundary(), flip.field(), flip.to(), manifest.distortion(), churn));
    }
  }

  @Override
  public List<Version> versions() {
    return versions.stream()
        .sorted(
            Comparator.comparingLong(Version::ts)
                .thenComparing(Version::field)
                .thenComparingLong(Version::version))
        .toList();
  }

  @Override
  public void close() throws IOException {
    // From the last to the first.
    try (flink;
        follower;
        offsets) {
      producer.close();
    } catch (Exception e) {
      throw new IOException("the job did not end: " + e, e);
    }
  }
}
