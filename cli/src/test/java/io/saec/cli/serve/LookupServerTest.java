package io.saec.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.saec.client.Topic;
import io.saec.client.ViewUpdater;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that speaks HTTP sees of a view. */
class LookupServerTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final ViewUpdater updater = new ViewUpdater();
  private final HttpClient client = HttpClient.newHttpClient();
  private long lag = Long.MAX_VALUE;
  private Optional<Throwable> failure = Optional.empty();
  private LookupServer server;

  LookupServerTest() throws IOException {
    var readiness = new Readiness(updater.view(), Set.of("item"), () -> lag, () -> failure);
    server =
        LookupServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new LookupApi(updater.view(), readiness));
  }

  private record Got(int status, JsonNode body) {
    String error() {
      assertThat(body.get("remedy").asText()).isNotBlank();
      return body.get("error").asText();
    }
  }

  private Got send(String method, String path, BodyPublisher body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    var response =
        client.send(
            HttpRequest.newBuilder(uri).method(method, body).build(), BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return new Got(response.statusCode(), MAPPER.readTree(response.body()));
  }

  private Got get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody());
  }

  private Got post(String body) throws Exception {
    return send("POST", "/lookup", BodyPublishers.ofString(body));
  }

  @BeforeEach
  void firstVersion() {
    Topics.apply(updater, Topics.version("item", 1));
    updater.caughtUp();
    lag = 0;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aKnownFeatureHasItsCluster() throws Exception {
    Got got = get("/lookup?field=item&feature=" + URLEncoder.encode("b/ü", UTF_8));
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body())
        .isEqualTo(
            MAPPER.readTree(
                """
                {"field":"item","feature":"b/ü","cluster":1,"known":true,"version":1,
                 "embedding":[1.0,1.0]}
                """));
  }

  @Test
  void anUnknownFeatureReadsAsTheFallback() throws Exception {
    Got got = get("/lookup?field=item&feature=%3F");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body())
        .isEqualTo(
            MAPPER.readTree(
                """
                {"field":"item","feature":"?","cluster":null,"known":false,"version":1,
                 "embedding":[1.0,0.0]}
                """));
  }

  @Test
  void aBatchIsAnsweredInItsOrder() throws Exception {
    Topics.apply(updater, Topics.version("tag", 4));
    Got got =
        post(
            """
            [{"field":"item","feature":"b/ü"},{"field":"tag","feature":"a"},
             {"field":"item","feature":"?","more":1},{"field":"item","feature":"b/ü"}]
            """);
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).hasSize(4);
    assertThat(got.body().findValuesAsText("field")).containsExactly("item", "tag", "item", "item");
    assertThat(got.body().findValuesAsText("feature")).containsExactly("b/ü", "a", "?", "b/ü");
    assertThat(got.body().findValuesAsText("version")).containsExactly("1", "4", "1", "1");
    assertThat(got.body().findValuesAsText("cluster")).containsExactly("1", "0", "null", "1");
    assertThat(post("[]").body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[null]",
        "[1]",
        "[{\"field\":\"item\"}]",
        "[{\"field\":\"item\",\"feature\":null}]",
        "[] []",
        "[{\"field\":\"item\",\"feature\":\"a\"}"
      })
  void aBodyThatIsNoBatchIsRefused(String body) throws Exception {
    Got got = post(body);
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.error()).startsWith("the body ");
  }

  @Test
  void aBatchThatIsTooLargeIsRefused() throws Exception {
    String one = "{\"field\":\"item\",\"feature\":\"a\"}";
    assertThat(post("[" + one + ("," + one).repeat(LookupApi.MAX_BATCH - 1) + "]").body())
        .hasSize(LookupApi.MAX_BATCH);
    Got tooMany = post("[" + one + ("," + one).repeat(LookupApi.MAX_BATCH) + "]");
    assertThat(tooMany.status()).isEqualTo(413);
    assertThat(tooMany.error()).contains("1001");
    Got tooLong = post(" ".repeat(LookupServer.MAX_BODY_BYTES - 1) + "[]");
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(post(" ".repeat(LookupServer.MAX_BODY_BYTES - 2) + "[]").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "GET, /lookup/, 404",
    "POST, /ready, 405",
    "DELETE, /lookup, 405",
    "GET, /lookup, 400",
    "GET, /lookup?field=item, 400",
    "GET, /lookup?field=item&feature=, 400",
    "GET, /lookup?feature=a, 400",
    "GET, /lookup?field=tag&feature=a, 404"
  })
  void whatCannotBeAnsweredSaysWhy(String method, String path, int status) throws Exception {
    Got got = send(method, path, BodyPublishers.noBody());
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.error()).isNotBlank();
  }

  @Test
  void badlyEncodedParametersAreRefused() {
    Request request = new Request("GET", "/lookup", "field=item&feature=%zz", new byte[0]);
    assertThatThrownBy(() -> request.parameter("feature"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("%zz");
  }

  @Test
  void isReadyOnceEveryNeededFieldIs() throws Exception {
    Got ready = get("/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body())
        .isEqualTo(
            MAPPER.readTree(
                """
                {"ready":true,"versions":{"item":1},"missing":{},"lag":0,"failure":null}
                """));
  }

  @Test
  void isNotReadyBeforeAndSaysWhatIsMissing() throws Exception {
    ViewUpdater late = new ViewUpdater();
    var readiness =
        new Readiness(
            late.view(), Set.of("item", "tag"), () -> Long.MAX_VALUE, () -> Optional.empty());
    LookupApi api = new LookupApi(late.view(), readiness);
    Topics.apply(late, Topics.version("item", 1));
    Request request = new Request("GET", "/ready", null, new byte[0]);
    Reply reply = api.answer(request);
    assertThat(reply.status()).isEqualTo(503);
    JsonNode body = MAPPER.valueToTree(reply.body());
    assertThat(body.get("missing").get("item").asText()).contains("features read: 2");
    assertThat(body.get("missing").get("tag").asText()).contains("nothing");
    assertThat(body.get("lag").isNull()).isTrue();
    Request lookUp = new Request("GET", "/lookup", "field=item&feature=a", new byte[0]);
    assertThat(api.answer(lookUp).status()).isEqualTo(503);
    Request needed = new Request("GET", "/lookup", "field=tag&feature=a", new byte[0]);
    assertThat(api.answer(needed).status()).isEqualTo(503);
    Request other = new Request("GET", "/lookup", "field=other&feature=a", new byte[0]);
    assertThat(api.answer(other).status()).isEqualTo(404);
    late.caughtUp();
    assertThat(api.answer(request).status()).isEqualTo(503);
    assertThat(api.answer(lookUp).status()).isEqualTo(200);
    Topics.apply(late, Topics.version("tag", 1));
    assertThat(api.answer(request).status()).isEqualTo(200);
  }

  @Test
  void isNotReadyWhenTheTopicsAreNoLongerFollowed() throws Exception {
    failure = Optional.of(new IOException("gone"));
    Got got = get("/ready");
    assertThat(got.status()).isEqualTo(503);
    assertThat(got.body().get("failure").asText()).contains("gone", "restart");
    assertThat(get("/lookup?field=item&feature=a").status()).isEqualTo(200);
  }

  @Test
  void fieldsTellOfProblems() throws Exception {
    updater.apply(Topic.MAPPINGS, "item/a".getBytes(UTF_8), "?".getBytes(UTF_8), 0, 9);
    JsonNode item = get("/fields").body().get("item");
    assertThat(item.get("version").asLong()).isEqualTo(1);
    assertThat(item.get("clusters").asInt()).isEqualTo(2);
    assertThat(item.get("dim").asInt()).isEqualTo(2);
    assertThat(item.get("features").asLong()).isEqualTo(2);
    assertThat(item.get("problems").asLong()).isEqualTo(1);
    assertThat(item.get("lastProblem").asText()).contains("offset 9");
  }

  @Test
  void aTakenPortIsAnError() {
    assertThatThrownBy(
            () -> LookupServer.start(server.address(), new LookupApi(updater.view(), ready())))
        .isInstanceOf(BindException.class);
  }

  private Readiness ready() {
    return new Readiness(updater.view(), Set.of(), () -> 0, Optional::empty);
  }

  @Test
  void aStoppedServerListensNoMore() throws Exception {
    assertThat(get("/ready").status()).isEqualTo(200);
    server.close();
    assertThatThrownBy(() -> get("/ready")).isInstanceOf(ConnectException.class);
  }
}
