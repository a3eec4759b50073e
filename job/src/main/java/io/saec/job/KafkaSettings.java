package io.saec.job;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * Where Kafka is and what the job is called there.
 *
 * @param bootstrapServers host:port,host:port
 * @param group that offsets are committed under
 * @param transactionPrefix of the sinks' transactional ids
 * @param transactionTimeout after which the broker aborts a transaction
 * @param properties handed to every Kafka client
 * @param topics names and how they are created
 */
public record KafkaSettings(
    String bootstrapServers,
    String group,
    String transactionPrefix,
    Duration transactionTimeout,
    Map<String, String> properties,
    Topics topics) {

  /** What every Kafka client gets, as a new object. */
  public Properties clientProperties() {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("bootstrap.servers", bootstrapServers);
    return all;
  }
}
