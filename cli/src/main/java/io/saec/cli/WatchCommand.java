package io.saec.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.cli.view.FieldReport;
import io.saec.cli.view.FieldRow;
import io.saec.cli.view.FieldTable;
import io.saec.cli.view.Screen;
import io.saec.client.MappingFollower;
import io.saec.client.MappingView;
import io.saec.job.JobOptions;
import io.saec.job.KafkaSettings;
import io.saec.job.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "watch",
    description = {
      "Follows the mapping as a serving host does and shows how its fields stand.",
      ""
    })
final class WatchCommand implements Callable<Integer> {
  @Mixin private ConfigMixin config;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so long. Default: no end.")
  private @Nullable Integer seconds;

  @Option(names = "--json", description = "A line of JSON a second instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    KafkaSettings kafka = JobOptions.readKafka(config.options());
    Screen screen = new Screen(System.out);
    JsonMapper mapper = new JsonMapper();
    try (MappingFollower follower = Following.start(kafka)) {
      long left = seconds == null ? Long.MAX_VALUE : seconds;
      while (left-- > 0) {
        TimeUnit.SECONDS.sleep(1);
        if (follower.failure().isPresent()) {
          throw new UserError("no longer following: " + follower.failure().get());
        }
        if (json) {
          System.out.println(mapper.writeValueAsString(state(follower)));
        } else {
          screen.show(block(follower));
        }
      }
      if (!json) {
        screen.print(block(follower));
      }
    }
    return 0;
  }

  private static String block(MappingFollower follower) {
    return FieldTable.of(rows(follower.view())) + System.lineSeparator() + behind(follower);
  }

  private static List<FieldRow> rows(MappingView view) {
    return view.fields().stream()
        .sorted()
        .map(field -> new FieldRow(field, view.status(field).features(), view.status(field)))
        .toList();
  }

  private static Map<String, Object> state(MappingFollower follower) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("lag", follower.lag());
    state.put("problems", follower.problems());
    state.put("fields", FieldReport.of(rows(follower.view())));
    return state;
  }

  private static String behind(MappingFollower follower) {
    return (follower.lag() == Long.MAX_VALUE ? "not yet read" : follower.lag() + " records behind")
        + follower.lastProblem().map(problem -> "; last problem: " + problem).orElse("");
  }
}
