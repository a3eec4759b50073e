package io.saec.cli.demo;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.cli.flink.Cores;
import io.saec.cli.flink.LocalFlink;
import io.saec.cli.view.FieldReport;
import io.saec.cli.view.Screen;
import io.saec.client.MappingFollower;
import io.saec.events.EventFeeder;
import io.saec.events.EventSource;
import io.saec.events.Pace;
import io.saec.events.Ticker;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.TopicCheck;
import io.saec.job.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/**
 * A broker, the job, a feeder and a consumer in one process.
 *
 * <ol>
 *   <li>Starts them, feeds from a thread named {@code saec-feeder}, and shows how it goes.
 *   <li>When the feed ends, closes its event time, and waits until the last boundary has passed the
 *       job, a checkpoint has committed what came of it, and the consumer has read that.
 *   <li>Reads the topics once more and compares.
 * </ol>
 */
public final class Demo {
  private static final long MAX_LAG_RECORDS = 100_000;
  private static final long REFRESH_MILLIS = 500;

  private final DemoPlan plan;
  private final EventSource source;
  private final List<Pace> paces;
  private final long feedNanos;
  private final Path directory;
  private final String webPorts;
  private final Screen screen;

  /**
   * @param paces of the feed, beside the one that follows the job
   * @param feedSeconds after which the feed ends even if the source does not; Long.MAX_VALUE to let
   *     it go on
   * @param directory for all that the demo writes; the caller's to remove
   * @param webPorts port, or range of ports, for Flink's web UI
   */
  public Demo(
      DemoPlan plan,
      EventSource source,
      List<Pace> paces,
      long feedSeconds,
      Path directory,
      String webPorts,
      Screen screen) {
    this.plan = plan;
    this.source = source;
    this.paces = paces;
    this.feedNanos = TimeUnit.SECONDS.toNanos(feedSeconds);
    this.directory = directory;
    this.webPorts = webPorts;
    this.screen = screen;
  }

  /**
   * Runs it to its end.
   *
   * @throws UserError saying why it did not come to a good one
   */
  public DemoReport run() throws Exception {
    screen.show("Starting a Kafka broker ...");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), 0)) {
      JobSettings settings = settings(broker.bootstrapServers());
      new TopicCheck(settings).run();
      screen.show("Starting Flink with RocksDB state ...");
      try (LocalFlink flink =
              LocalFlink.start(settings, directory.resolve("flink"), Cores.few(), webPorts, null);
          MappingFollower follower =
              MappingFollower.start(
                  settings.kafka().clientProperties(),
                  settings.kafka().topics().mapping(),
                  settings.kafka().topics().codebooks());
          Offsets offsets = new Offsets(settings.kafka());
          Producer<byte[], byte[]> producer =
              EventFeeder.producer(settings.kafka().clientProperties())) {
        screen.print(
            "Kafka at " + broker.bootstrapServers() + ", Flink's web UI at " + flink.web());
        return new Run(settings, flink, follower, offsets, producer).toTheEnd();
      }
    }
  }

  private JobSettings settings(String bootstrapServers) {
    Map<String, String> options = new LinkedHashMap<>(plan.options());
    options.put("kafka.bootstrap-servers", bootstrapServers);
    return JobOptions.read(options);
  }

  /** The demo while its parts are up. */
  private final class Run {
    private final JobSettings settings;
    private final MappingFollower follower;
    private final EventFeeder feeder;
    private final DemoStatus status;
    private final Drain drain;
    private final long start = System.nanoTime();

    Run(
        JobSettings settings,
        LocalFlink flink,
        MappingFollower follower,
        Offsets offsets,
        Producer<byte[], byte[]> producer) {
      this.settings = settings;
      this.follower = follower;
      List<Pace> allPaces = new ArrayList<>(paces);
      allPaces.add(Pace.following(offsets::consumed, MAX_LAG_RECORDS));
      this.feeder =
          new EventFeeder(
              source,
              producer,
              settings.kafka().topics().events(),
              settings.kafka().topics().partitions(),
              allPaces,
              Ticker.SYSTEM);
      this.status = new DemoStatus(feeder.counts(), source, follower, offsets::consumed);
      this.drain =
          new Drain(
              flink, follower, offsets, REFRESH_MILLIS, phase -> screen.show(status.block(phase)));
    }

    DemoReport toTheEnd() throws Exception {
      CompletableFuture<Void> feed = feed();
      while (!feed.isDone()) {
        if (System.nanoTime() - start > feedNanos) {
          feeder.stop();
        }
        drain.look("feeding");
      }
      checkFed(feed);
      close();
      drain.until(plan.lastBoundary(feeder.counts().maxTs()));
      double seconds = (System.nanoTime() - start) / 1e9;
      screen.show(status.block("comparing"));
      return report(seconds);
    }

    private CompletableFuture<Void> feed() {
      CompletableFuture<Void> feed = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  feeder.run();
                  feed.complete(null);
                } catch (Throwable e) {
                  feed.completeExceptionally(e);
                }
              },
              "saec-feeder");
      thread.setDaemon(true);
      thread.start();
      return feed;
    }

    private void checkFed(CompletableFuture<Void> feed) throws Exception {
      try {
        feed.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
      if (feeder.counts().records() == 0) {
        throw new UserError("the feed ended before its first event");
      }
    }

    private void close() {
      feeder.finish(plan.closingTs(feeder.counts().maxTs(), settings.outOfOrderness()));
    }

    private DemoReport report(double seconds) {
      TopicReplay replay = TopicReplay.of(settings.kafka());
      replay
          .difference(follower.view())
          .ifPresent(
              difference -> {
                throw new UserError("the view is not what the topics hold: " + difference);
              });
      screen.print(status.table());
      long events = feeder.counts().events();
      return new DemoReport(
          seconds,
          events,
          replay.deadLetters(),
          replay.updates(),
          events / seconds,
          true,
          FieldReport.of(status.rows()));
    }
  }
}
