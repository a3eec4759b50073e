package io.saec.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What Flink's REST endpoint tells of its one job. */
final class FlinkRest {
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final URI web;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  FlinkRest(URI web) {
    this.web = web;
  }

  /** State of the job, such as RUNNING. */
  String state() throws Exception {
    return get("/jobs/overview").path("jobs").path(0).path("state").asText();
  }

  long completedCheckpoints() throws Exception {
    return get(job() + "/checkpoints").path("counts").path("completed").asLong();
  }

  long restarts() throws Exception {
    return get(job() + "/metrics?get=numRestarts").path(0).path("value").asLong(-1);
  }

  /** Why the job failed last, empty if it never did. */
  String failure() throws Exception {
    JsonNode failure = get(job() + "/exceptions").path("exceptionHistory").path("entries").path(0);
    return failure.path("stacktrace").asText();
  }

  /** Least watermark that has left a step. */
  long watermarkAfter(String step) throws Exception {
    return metric(step, "currentOutputWatermark", "min", Long.MIN_VALUE);
  }

  /** Sum of a step's counter over its subtasks, -1 while it is unknown. */
  long counter(String step, String name) throws Exception {
    return metric(step, name, "sum", -1);
  }

  private long metric(String step, String name, String aggregate, long unknown) throws Exception {
    for (JsonNode vertex : get(job()).path("vertices")) {
      if (vertex.path("name").asText().contains(step)) {
        JsonNode values =
            get(
                job()
                    + "/vertices/"
                    + vertex.path("id").asText()
                    + "/subtasks/metrics?agg="
                    + aggregate
                    + "&get="
                    + step
                    + "."
                    + name);
        return values.isEmpty()
            ? unknown
            : (long) values.get(0).path(aggregate).asDouble((double) unknown);
      }
    }
    return unknown;
  }

  private String job() throws Exception {
    return "/jobs/" + get("/jobs/overview").path("jobs").path(0).path("jid").asText();
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path)).timeout(ANSWER).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
