package io.saec.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.job.JobOptions;
import io.saec.job.TopicCheck;
import io.saec.job.UserError;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a broker or a topic is one line, before the job starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicCheckITCase {
  private Kafka kafka;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    kafka = Kafka.start(directory);
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void missingTopicsAreCreatedAndFoundAgain() throws Exception {
    assertThat(check("new", Map.of("topics.partitions", "3")))
        .containsExactly(
            "new-events: created, 3 partitions",
            "new-mapping: created, 3 partitions",
            "new-codebooks: created, 3 partitions",
            "new-dead: created, 3 partitions");
    assertThat(kafka.config("new-mapping", "cleanup.policy")).isEqualTo("compact");
    assertThat(kafka.config("new-codebooks", "cleanup.policy")).isEqualTo("compact");
    // Those there are count, whatever a new one would have.
    assertThat(check("new", Map.of("topics.partitions", "5")))
        .containsExactly(
            "new-events: there, 3 partitions",
            "new-mapping: there, 3 partitions",
            "new-codebooks: there, 3 partitions",
            "new-dead: there, 3 partitions");
  }

  @Test
  void aMissingTopicThatIsNotToBeCreated() {
    assertFails("missing", Map.of("topics.create", "false"))
        .hasMessageContaining("topic missing-events does not exist and topics.create is false")
        .hasMessageContaining("kafka-topics.sh --create --topic missing-events --partitions 8");
  }

  @Test
  void aTopicThatWouldGrowForEver() throws Exception {
    kafka.create("loose-mapping", 1, Map.of("cleanup.policy", "delete"));
    assertFails("loose", Map.of())
        .hasMessageContaining("topic loose-mapping has cleanup.policy=delete and needs compact")
        .hasMessageContaining("--add-config cleanup.policy=compact");
  }

  @Test
  void aTopicThatWouldForget() throws Exception {
    kafka.create("short-codebooks", 1, Map.of("cleanup.policy", "compact,delete"));
    assertFails("short", Map.of())
        .hasMessageContaining("topic short-codebooks has cleanup.policy=")
        .hasMessageContaining("needs compact");
  }

  @Test
  void aDeadLetterTopicThatDoesNotTakeTheLongest() throws Exception {
    kafka.create("narrow-dead", 1, Map.of());
    assertFails("narrow", Map.of())
        .hasMessageContaining("topic narrow-dead has max.message.bytes=")
        .hasMessageContaining("lower dead-letters.max-size");
    assertThat(check("narrow", Map.of("dead-letters.max-size", "512 kb"))).hasSize(4);
  }

  @Test
  void moreReplicasThanBrokers() {
    assertFails("wide", Map.of("topics.replication", "3"))
        .hasMessageContaining("Kafka at " + kafka.bootstrapServers() + " refused: ")
        .hasMessageContaining("replication factor");
  }

  @Test
  void noBrokerAnswers() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    String servers = "127.0.0.1:" + unused;
    Map<String, String> options =
        Map.of(
            "kafka.bootstrap-servers", servers,
            "kafka.properties.request.timeout.ms", "1000",
            "kafka.properties.default.api.timeout.ms", "1500");
    assertFails("none", options)
        .hasMessageContaining("no Kafka broker answers at " + servers)
        .hasMessageContaining("set kafka.bootstrap-servers");
  }

  @Test
  void serversThatAreNoAddresses() {
    assertFails("none", Map.of("kafka.bootstrap-servers", "localhost"))
        .hasMessageContaining("localhost");
    assertFails("none", Map.of("kafka.bootstrap-servers", "no.such.host.invalid:9092"))
        .hasMessageContaining("no.such.host.invalid:9092");
  }

  @Test
  void namesThatAreNoTopics() {
    assertFails("not a name", Map.of())
        .hasMessageContaining("Kafka at " + kafka.bootstrapServers() + " refused: ");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      String prefix, Map<String, String> options) {
    return assertThatThrownBy(() -> check(prefix, options))
        .isInstanceOf(UserError.class)
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
  }

  private List<String> check(String prefix, Map<String, String> others) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("fields.item.dimension", "2");
    options.put("kafka.bootstrap-servers", kafka.bootstrapServers());
    options.put("topics.events", prefix + "-events");
    options.put("topics.mapping", prefix + "-mapping");
    options.put("topics.codebooks", prefix + "-codebooks");
    options.put("topics.dead-letters", prefix + "-dead");
    options.putAll(others);
    return new TopicCheck(JobOptions.read(options)).run();
  }
}
