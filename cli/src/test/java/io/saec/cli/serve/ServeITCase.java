package io.saec.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.cli.broker.EmbeddedBroker;
import io.saec.client.MappingFollower;
import io.saec.client.Topic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the topics of a real broker to a client that speaks HTTP. */
@Timeout(120)
class ServeITCase {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void servesWhatTheTopicsHold(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      createTopics(broker);
      send(producer, Topics.version("item", 1));
      Properties properties = new Properties();
      properties.setProperty("bootstrap.servers", broker.bootstrapServers());
      try (MappingFollower follower =
              MappingFollower.start(properties, "mapping-updates", "codebooks");
          LookupServer server = serve(follower)) {
        assertThat(follower.view().awaitReady("item", Duration.ofMinutes(1))).isTrue();
        assertThat(get(server, "/ready").statusCode()).isEqualTo(503);
        assertThat(get(server, "/ready").body()).contains("\"item\":1", "\"tag\":\"nothing");
        send(producer, Topics.version("tag", 1));
        assertThat(follower.view().awaitReady("tag", Duration.ofMinutes(1))).isTrue();
        assertThat(get(server, "/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> found = get(server, "/lookup?field=tag&feature=b%2F%C3%BC");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body())
            .isEqualTo(
                "{\"field\":\"tag\",\"feature\":\"b/ü\",\"cluster\":1,\"known\":true,"
                    + "\"version\":1,\"embedding\":[1.0,1.0]}");
      }
    }
  }

  private static LookupServer serve(MappingFollower follower) throws Exception {
    var readiness =
        new Readiness(follower.view(), Set.of("item", "tag"), follower::lag, follower::failure);
    return LookupServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new LookupApi(follower.view(), readiness));
  }

  private static void createTopics(EmbeddedBroker broker) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("mapping-updates", 2, (short) 1),
                  new NewTopic("codebooks", 2, (short) 1)))
          .all()
          .get();
    }
  }

  private static void send(Producer<byte[], byte[]> producer, List<Topics.Line> lines)
      throws Exception {
    for (Topics.Line line : lines) {
      String topic = line.topic() == Topic.MAPPINGS ? "mapping-updates" : "codebooks";
      producer.send(new ProducerRecord<>(topic, 0, line.key(), line.value())).get();
    }
  }

  private HttpResponse<String> get(LookupServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
