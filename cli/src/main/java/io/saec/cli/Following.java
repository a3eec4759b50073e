package io.saec.cli;

import io.saec.client.MappingFollower;
import io.saec.client.store.MemoryStore;
import io.saec.client.store.ViewStore;
import io.saec.job.KafkaSettings;
import java.util.Properties;

/** How the commands follow the job's topics. */
final class Following {
  /** Someone waits at a terminal: a broker that has not answered by then is taken for none. */
  private static final String ANSWER_MILLIS = "15000";

  private Following() {}

  static MappingFollower start(KafkaSettings kafka) {
    return start(kafka, new MemoryStore());
  }

  static MappingFollower start(KafkaSettings kafka, ViewStore store) {
    Properties properties = kafka.clientProperties();
    properties.putIfAbsent("default.api.timeout.ms", ANSWER_MILLIS);
    return MappingFollower.start(
        properties, kafka.topics().mapping(), kafka.topics().codebooks(), store);
  }
}
