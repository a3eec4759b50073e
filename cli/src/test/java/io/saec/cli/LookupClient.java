package io.saec.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;

/**
 * Asks {@code saec serve}, as its neighbours do.
 *
 * @param server where it answers
 */
record LookupClient(URI server) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper MAPPER = new JsonMapper();

  /** What {@code /ready} says. */
  JsonNode ready() throws IOException, InterruptedException {
    return ask(to("/ready").build());
  }

  /** What {@code /fields} says of a field. */
  JsonNode field(String field) throws IOException, InterruptedException {
    return ask(to("/fields").build()).path(field);
  }

  /** The answers, in the order of the features. */
  JsonNode lookUp(String field, Collection<String> features)
      throws IOException, InterruptedException {
    ArrayNode asks = MAPPER.createArrayNode();
    features.forEach(feature -> asks.addObject().put("field", field).put("feature", feature));
    return ask(to("/lookup").POST(HttpRequest.BodyPublishers.ofString(asks.toString())).build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.resolve(path));
  }

  private static JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
    return MAPPER.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
