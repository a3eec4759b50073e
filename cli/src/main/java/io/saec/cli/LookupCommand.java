package io.saec.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.client.Answers;
import io.saec.client.MappingFollower;
import io.saec.client.MappingView;
import io.saec.client.store.ViewStore;
import io.saec.job.JobOptions;
import io.saec.job.KafkaSettings;
import io.saec.job.UserError;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "lookup",
    description = {
      "Looks up the cluster and the embedding of one feature, as the topics have it now.",
      "Exit code 0 if the feature is known, 3 if it reads as the fallback.",
      ""
    })
final class LookupCommand implements Callable<Integer> {
  private static final int UNKNOWN = 3;

  @Mixin private ConfigMixin config;

  @Mixin private BeginMixin begin;

  @Parameters(index = "0", paramLabel = "FIELD")
  private String field;

  @Parameters(index = "1", paramLabel = "FEATURE")
  private String feature;

  @Option(
      names = "--timeout",
      paramLabel = "N",
      defaultValue = "30",
      description = "Seconds to wait until the topics have been read (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    KafkaSettings kafka = JobOptions.readKafka(config.options());
    try (ViewStore store = begin.store();
        MappingFollower follower = Following.start(kafka, store)) {
      MappingView view = follower.view();
      if (!view.awaitReady(field, Duration.ofSeconds(timeout))) {
        throw new UserError(
            "field '" + field + "' has no version yet; the topics know " + view.fields());
      }
      Answers answers = view.lookUp(field, List.of(feature));
      print(answers);
      return answers.known(0) ? 0 : UNKNOWN;
    }
  }

  private void print(Answers answers) throws Exception {
    float[] embedding = new float[answers.dim()];
    boolean known = answers.embedding(0, embedding);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("field", field);
    answer.put("feature", feature);
    answer.put("known", known);
    answer.put("cluster", known ? answers.cluster(0) : null);
    answer.put("version", answers.version());
    answer.put("embedding", embedding);
    System.out.println(
        json
            ? new JsonMapper().writeValueAsString(answer)
            : (known ? "cluster " + answer.get("cluster") : "unknown, the fallback")
                + ", version "
                + answer.get("version")
                + ", "
                + Arrays.toString(embedding));
  }
}
