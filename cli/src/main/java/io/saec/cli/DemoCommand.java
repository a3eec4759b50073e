package io.saec.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.cli.demo.Demo;
import io.saec.cli.demo.DemoPlan;
import io.saec.cli.demo.DemoReport;
import io.saec.cli.view.Screen;
import io.saec.events.EventSource;
import io.saec.events.Pace;
import io.saec.job.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker, the job on a local Flink, a feeder and a consumer, and shows live",
      "what becomes of the features. Ends by itself; exit code 0 if every field was mapped and the",
      "consumer's view is what the topics hold.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  private static final int DEFAULT_SECONDS = 60;

  @Mixin private SourceMixin events;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = {
        "Feed for so long (default: 60); a file is compressed to so long (default: as fast as the",
        "job follows)."
      })
  private @Nullable Integer seconds;

  @Option(names = "--forever", description = "Feed made-up events until interrupted.")
  private boolean forever;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the summary there.")
  private @Nullable Path json;

  @Option(
      names = "--ui-port",
      paramLabel = "PORTS",
      defaultValue = "8081-8180",
      description =
          "Port of Flink's web UI, or a range to choose from (default: ${DEFAULT-VALUE}).")
  private String uiPort;

  @Override
  public Integer call() throws Exception {
    if (seconds != null && seconds < 1) {
      throw new UserError("--seconds: " + seconds + " is not at least 1");
    }
    if (forever && (seconds != null || events.isFile())) {
      throw new UserError("--forever goes with neither --seconds nor --events");
    }
    Path directory = Files.createTempDirectory("saec-demo-");
    Thread removal =
        new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "saec-removal");
    Runtime.getRuntime().addShutdownHook(removal);
    try (EventSource source = source()) {
      DemoReport report = demo(source, directory).run();
      summarise(report);
    }
    return 0;
  }

  private EventSource source() throws Exception {
    return events.isFile()
        ? events.trainer()
        : events.synthetic(Long.MAX_VALUE, DemoPlan.start(Instant.now()), DemoPlan.SPEED);
  }

  private Demo demo(EventSource source, Path directory) throws Exception {
    Screen screen = new Screen(System.out);
    if (!events.isFile()) {
      long feedSeconds = forever ? Long.MAX_VALUE : seconds == null ? DEFAULT_SECONDS : seconds;
      List<Pace> paces = List.of(Pace.perSecond(events.rate(), Duration.ofSeconds(1)));
      return new Demo(
          DemoPlan.synthetic(source.fields()),
          source,
          paces,
          feedSeconds,
          directory,
          uiPort,
          screen);
    }
    List<Pace> paces =
        seconds == null
            ? List.of()
            : List.of(
                Pace.compressed(
                    events.span().firstTs(), events.span().lastTs(), Duration.ofSeconds(seconds)));
    return new Demo(
        DemoPlan.file(source.fields(), events.span()),
        source,
        paces,
        Long.MAX_VALUE,
        directory,
        uiPort,
        screen);
  }

  private void summarise(DemoReport report) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%,d events in %.1f s, %,.0f a second; %,d mapping updates, %,d dead letters.%n",
        report.events(),
        report.seconds(),
        report.eventsPerSecond(),
        report.mappingUpdates(),
        report.deadLetters());
    System.out.println("The consumer's view is, feature by feature, what the topics hold.");
    if (json != null) {
      Files.writeString(
          json,
          JsonMapper.builder()
                  .enable(SerializationFeature.INDENT_OUTPUT)
                  .build()
                  .writeValueAsString(report)
              + "\n");
    }
    report
        .unmapped()
        .ifPresent(
            field -> {
              throw new UserError("no feature of field " + field + " is mapped");
            });
  }
}
