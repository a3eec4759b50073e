package io.saec.cli;

import io.saec.cli.flink.LocalFlink;
import io.saec.cli.flink.RemoteFlink;
import io.saec.cli.flink.Restore;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.OptionsDocument;
import io.saec.job.TopicCheck;
import io.saec.job.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "job",
    description = {
      "Runs the job: on a Flink of this process, going on from its last checkpoint, or on a",
      "cluster, to which it is handed.",
      ""
    })
final class JobCommand implements Callable<Integer> {
  @Mixin private ConfigMixin config;

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = "Hand it to the Flink cluster whose REST endpoint is there.")
  private @Nullable String cluster;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Checkpoints of a local run go here (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--restore",
      paramLabel = "latest|none|PATH",
      defaultValue = "latest",
      description = "State to begin with (default: ${DEFAULT-VALUE}; on a cluster none or a PATH).")
  private String restore;

  @Option(
      names = "--ui-port",
      paramLabel = "PORTS",
      defaultValue = "8081",
      description = "Port of the web UI of a local run, or a range (default: ${DEFAULT-VALUE}).")
  private String uiPort;

  @Option(names = "--options", description = "List all options of the job and end.")
  private boolean options;

  @Override
  public Integer call() throws Exception {
    if (options) {
      System.out.print(OptionsDocument.markdown());
      return 0;
    }
    JobSettings settings = JobOptions.read(config.options());
    new TopicCheck(settings).run().forEach(System.out::println);
    return cluster == null ? local(settings) : remote(settings, cluster);
  }

  private int local(JobSettings settings) throws Exception {
    String from = Restore.of(restore, data.resolve("checkpoints"));
    int parallelism = Runtime.getRuntime().availableProcessors();
    try (LocalFlink flink = LocalFlink.start(settings, data, parallelism, uiPort, from)) {
      System.out.println(
          "running" + (from == null ? "" : ", from " + from) + "; web UI at " + flink.web());
      Throwable failure = flink.awaitEnd();
      if (failure != null) {
        throw new UserError("the job failed: " + RemoteFlink.rootOf(failure));
      }
    }
    return 0;
  }

  private int remote(JobSettings settings, String address) throws Exception {
    String from = restore.equals("latest") ? null : Restore.of(restore, data);
    System.out.println("submitted as " + RemoteFlink.submit(settings, address, from));
    return 0;
  }
}
