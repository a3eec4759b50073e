package io.saec.cli.demo;

import io.saec.cli.broker.EmbeddedBroker;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

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
  private static final long DRAIN_NANOS = TimeUnit.MINUTES.toNanos(10);

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
              LocalFlink.start(
                  settings, directory.resolve("flink"), parallelism(), webPorts, null);
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

  private static int parallelism() {
    return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  /** The demo while its parts are up. */
  private final class Run {
    private final JobSettings settings;
    private final LocalFlink flink;
    private final MappingFollower follower;
    private final Offsets offsets;
    private final EventFeeder feeder;
    private final DemoStatus status;
    private final long start = System.nanoTime();

    Run(
        JobSettings settings,
        LocalFlink flink,
        MappingFollower follower,
        Offsets offsets,
        Producer<byte[], byte[]> producer) {
      this.settings = settings;
      this.flink = flink;
      this.follower = follower;
      this.offsets = offsets;
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
    }

    DemoReport toTheEnd() throws Exception {
      CompletableFuture<Void> feed = feed();
      while (!feed.isDone()) {
        if (System.nanoTime() - start > feedNanos) {
          feeder.stop();
        }
        refresh("feeding");
      }
      checkFed(feed);
      long drainStart = System.nanoTime();
      close();
      await(drainStart, "the last boundary", this::lastBoundaryHasPassed);
      long completed = flink.completedCheckpoints();
      // One may have been under way before the boundary had passed: its successor has it all.
      await(drainStart, "a checkpoint", () -> flink.completedCheckpoints() >= completed + 2);
      Map<TopicPartition, Long> ends = offsets.viewEnds();
      await(drainStart, "the consumer", () -> follower.caughtUpTo(ends));
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

    private boolean lastBoundaryHasPassed() throws Exception {
      return flink.watermarkAfter("assignment") >= plan.lastBoundary(feeder.counts().maxTs());
    }

    private void await(long since, String what, Callable<Boolean> condition) throws Exception {
      while (!condition.call()) {
        if (System.nanoTime() - since > DRAIN_NANOS) {
          throw new UserError("waited in vain for " + what + " after the last event");
        }
        refresh("waiting for " + what);
      }
    }

    /** Shows how it stands, and fails if a part has. */
    private void refresh(String phase) throws Exception {
      screen.show(status.block(phase));
      if (flink.hasEnded()) {
        throw new UserError("the job ended before the demo did: " + flink.awaitEnd());
      }
      if (follower.failure().isPresent()) {
        throw new UserError("the consumer failed: " + follower.failure().get());
      }
      TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
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
