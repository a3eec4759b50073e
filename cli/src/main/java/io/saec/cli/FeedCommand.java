package io.saec.cli;

import io.saec.cli.view.Screen;
import io.saec.events.EventFeeder;
import io.saec.events.EventSource;
import io.saec.events.FeedCounts;
import io.saec.events.Pace;
import io.saec.events.Ticker;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "feed",
    description = {
      "Sends feature events, made up or from a labelled TSV, to the events topic.",
      ""
    })
final class FeedCommand implements Callable<Integer> {
  @Mixin private ConfigMixin config;
  @Mixin private SourceMixin events;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so long; a file is compressed to so long. Default: no end.")
  private @Nullable Integer seconds;

  @Override
  public Integer call() throws Exception {
    JobSettings settings = JobOptions.read(config.options());
    try (EventSource source = source();
        Producer<byte[], byte[]> producer =
            EventFeeder.producer(settings.kafka().clientProperties())) {
      checkFields(source.fields(), settings.rules().fields().dimensions());
      String topic = settings.kafka().topics().events();
      int partitions = partitions(producer, topic, settings.kafka().bootstrapServers());
      EventFeeder feeder =
          new EventFeeder(source, producer, topic, partitions, paces(), Ticker.SYSTEM);
      feed(feeder);
    }
    return 0;
  }

  private EventSource source() throws Exception {
    // Made-up events keep the pace of the clock, so that they never run ahead of it.
    return events.isFile()
        ? events.trainer()
        : events.synthetic(
            seconds == null ? Long.MAX_VALUE : (long) seconds * events.rate(), Instant.now(), 1);
  }

  private List<Pace> paces() throws Exception {
    List<Pace> paces = new ArrayList<>();
    if (!events.isFile()) {
      paces.add(Pace.perSecond(events.rate(), Duration.ofSeconds(1)));
    } else if (seconds != null) {
      paces.add(
          Pace.compressed(
              events.span().firstTs(), events.span().lastTs(), Duration.ofSeconds(seconds)));
    }
    return paces;
  }

  private static int partitions(
      Producer<byte[], byte[]> producer, String topic, String bootstrapServers) {
    try {
      return producer.partitionsFor(topic).size();
    } catch (TimeoutException e) {
      throw new UserError(
          "no broker answers at "
              + bootstrapServers
              + ", or it has no topic "
              + topic
              + ": start one, and create it with saec topics");
    }
  }

  private static void checkFields(Map<String, Integer> fed, Map<String, Integer> known) {
    fed.forEach(
        (field, dimension) -> {
          if (!dimension.equals(known.get(field))) {
            throw new UserError(
                "the events have a field "
                    + field
                    + " of dimension "
                    + dimension
                    + ", the job has "
                    + (known.containsKey(field) ? known.get(field) : "none")
                    + ": set fields."
                    + field
                    + ".dimension");
          }
        });
  }

  private static void feed(EventFeeder feeder) throws Exception {
    Screen screen = new Screen(System.out);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "saec-progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        clock.scheduleAtFixedRate(() -> screen.show(line(feeder.counts())), 1, 1, TimeUnit.SECONDS);
    try {
      feeder.run();
      feeder.finish(feeder.counts().maxTs());
    } finally {
      clock.shutdownNow();
      clock.awaitTermination(1, TimeUnit.SECONDS);
      screen.print(line(feeder.counts()));
    }
  }

  private static String line(FeedCounts counts) {
    return String.format(
        Locale.ROOT, "%,d records, %,d events sent", counts.records(), counts.events());
  }
}
