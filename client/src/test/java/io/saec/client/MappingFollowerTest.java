package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class MappingFollowerTest {
  @Test
  void namesTheServersWhenNoneAnswers() throws IOException {
    // Bound and never answering, so that no other process can be at the port.
    try (ServerSocket silent = new ServerSocket(0)) {
      String servers = "localhost:" + silent.getLocalPort();
      Properties properties = new Properties();
      properties.setProperty("bootstrap.servers", servers);
      properties.setProperty("default.api.timeout.ms", "200");
      assertThatThrownBy(() -> MappingFollower.start(properties, "mappings", "codebooks"))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining(servers);
    }
  }

  @Test
  void readsWholeTransactionsWhateverThePropertiesSay() {
    Properties defaults = new Properties();
    defaults.setProperty("client.id", "host-1");
    Properties properties = new Properties(defaults);
    properties.setProperty("isolation.level", "read_uncommitted");
    properties.setProperty("group.id", "group");
    properties.put("fetch.max.bytes", 1024);
    assertThat(MappingFollower.readingWhole(properties))
        .containsEntry("client.id", "host-1")
        .containsEntry("fetch.max.bytes", 1024)
        .containsEntry("isolation.level", "read_committed")
        .doesNotContainKey("group.id");
  }
}
