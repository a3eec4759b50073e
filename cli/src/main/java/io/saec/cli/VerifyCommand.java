package io.saec.cli;

import io.saec.cli.demo.Offsets;
import io.saec.cli.demo.TopicReplay;
import io.saec.cli.view.FieldRow;
import io.saec.cli.view.FieldTable;
import io.saec.client.MappingFollower;
import io.saec.client.MappingView;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Waits until the job has dealt with all events and is quiet, reads its topics once more, and",
      "compares them with what a serving host sees. Exit code 0 if they are the same, feature by",
      "feature, and every field of the configuration is mapped.",
      ""
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private ConfigMixin config;

  @Option(
      names = "--timeout",
      paramLabel = "N",
      defaultValue = "300",
      description = "Seconds to wait for that at the most (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--quiet",
      paramLabel = "N",
      defaultValue = "10",
      description = {
        "Seconds without a new record that are taken for the end, more than a checkpoint takes",
        "(default: ${DEFAULT-VALUE})."
      })
  private int quiet;

  @Override
  public Integer call() throws Exception {
    JobSettings settings = JobOptions.read(config.options());
    try (MappingFollower follower = Following.start(settings.kafka());
        Offsets offsets = new Offsets(settings.kafka())) {
      awaitEnd(follower, offsets);
      TopicReplay replay = TopicReplay.of(settings.kafka());
      MappingView view = follower.view();
      replay
          .difference(view)
          .ifPresent(
              difference -> {
                throw new UserError("the view is not what the topics hold: " + difference);
              });
      Set<String> fields = settings.rules().fields().dimensions().keySet();
      System.out.println(FieldTable.of(rows(fields, view)));
      System.out.printf(
          Locale.ROOT,
          "%,d mapping updates, %,d dead letters; the view is what the topics hold.%n",
          replay.updates(),
          replay.deadLetters());
      check(fields, follower);
    }
    return 0;
  }

  private void awaitEnd(MappingFollower follower, Offsets offsets) throws Exception {
    long start = System.nanoTime();
    long since = start;
    Map<TopicPartition, Long> ends = Map.of();
    long left = offsets.left();
    while (left > 0
        || System.nanoTime() - since < TimeUnit.SECONDS.toNanos(quiet)
        || !follower.caughtUpTo(ends)) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(timeout)) {
        throw new UserError(
            "not at its end after "
                + timeout
                + " s: "
                + (left > 0 ? left + " event records are not consumed" : "the topics go on"));
      }
      TimeUnit.MILLISECONDS.sleep(500);
      Map<TopicPartition, Long> now = offsets.viewEnds();
      if (left > 0 || !now.equals(ends)) {
        ends = now;
        since = System.nanoTime();
      }
      left = offsets.left();
    }
  }

  private static List<FieldRow> rows(Set<String> fields, MappingView view) {
    return fields.stream()
        .map(field -> new FieldRow(field, view.status(field).features(), view.status(field)))
        .toList();
  }

  private static void check(Set<String> fields, MappingFollower follower) {
    for (String field : fields) {
      if (follower.view().status(field).features() == 0) {
        throw new UserError("no feature of field " + field + " is mapped");
      }
    }
    if (follower.problems() > 0) {
      throw new UserError(
          follower.problems()
              + " problems, the last: "
              + follower.lastProblem().orElse("not known"));
    }
  }
}
