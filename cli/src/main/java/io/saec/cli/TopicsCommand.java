package io.saec.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.job.JobOptions;
import io.saec.job.TopicCheck;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "topics",
    description = {
      "Creates the job's topics where they are missing and checks those there are.",
      ""
    })
final class TopicsCommand implements Callable<Integer> {
  @Mixin private ConfigMixin config;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<String> lines = new TopicCheck(JobOptions.read(config.options())).run();
    if (json) {
      System.out.println(new JsonMapper().writeValueAsString(lines));
    } else {
      lines.forEach(System.out::println);
    }
    return 0;
  }
}
