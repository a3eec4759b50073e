package io.saec.job;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing and checks those that are there, before the job starts: a
 * mapping topic that is not compacted would grow for ever, or forget.
 */
public final class TopicCheck {
  private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;
  private static final long DEAD_LETTER_RETENTION_BYTES = 1L << 30;

  private static final int TRIES = 100;
  private static final long PAUSE_MILLIS = 100;

  /** Longer than a reader takes to read a topic for the first time: nothing moves under it. */
  private static final String READER_START_MILLIS = "900000";

  private final JobSettings settings;

  public TopicCheck(JobSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates and checks.
   *
   * @return what was found or done, a line a topic
   * @throws UserError naming the topic or the broker and what to do
   */
  public List<String> run() {
    List<String> lines = new ArrayList<>();
    Map<String, Object> properties = new HashMap<>();
    settings
        .kafka()
        .clientProperties()
        .forEach((key, value) -> properties.put((String) key, value));
    properties.putIfAbsent("request.timeout.ms", "10000");
    properties.putIfAbsent("default.api.timeout.ms", "15000");
    try (Admin admin = Admin.create(properties)) {
      Set<String> existing = admin.listTopics().names().get();
      for (NewTopic wanted : wanted()) {
        lines.add(existing.contains(wanted.name()) ? check(admin, wanted) : create(admin, wanted));
      }
    } catch (ExecutionException e) {
      throw explained(e.getCause());
    } catch (KafkaException e) {
      throw explained(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while the topics were checked");
    }
    return lines;
  }

  private List<NewTopic> wanted() {
    Topics topics = settings.kafka().topics();
    String letterBytes = Integer.toString(settings.deadLetterBytes() + RECORD_OVERHEAD_BYTES);
    Map<String, String> compacted =
        Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            READER_START_MILLIS);
    return List.of(
        topic(topics.events(), Map.of()),
        topic(topics.mapping(), compacted),
        topic(topics.codebooks(), compacted),
        topic(
            topics.deadLetters(),
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                letterBytes,
                TopicConfig.RETENTION_BYTES_CONFIG,
                Long.toString(DEAD_LETTER_RETENTION_BYTES))));
  }

  private NewTopic topic(String name, Map<String, String> configs) {
    Topics topics = settings.kafka().topics();
    Optional<Short> replication =
        topics.replication() < 0 ? Optional.empty() : Optional.of(topics.replication());
    return new NewTopic(name, Optional.of(topics.partitions()), replication).configs(configs);
  }

  private String create(Admin admin, NewTopic wanted)
      throws ExecutionException, InterruptedException {
    String command =
        "kafka-topics.sh --create --topic "
            + wanted.name()
            + " --partitions "
            + wanted.numPartitions()
            + arguments(wanted);
    if (!settings.kafka().topics().create()) {
      throw new UserError(
          "topic "
              + wanted.name()
              + " does not exist and "
              + JobOptions.CREATE_TOPICS.key()
              + " is false: create it with "
              + command);
    }
    try {
      admin.createTopics(List.of(wanted)).all().get();
      awaitLeaders(admin, wanted.name());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new UserError(
            "topic "
                + wanted.name()
                + " does not exist and this user may not create it: "
                + "have it created with "
                + command);
      }
      if (e.getCause() instanceof TopicExistsException) {
        // Someone else was faster.
        return check(admin, wanted);
      }
      throw explained(e.getCause());
    }
    return wanted.name() + ": created, " + wanted.numPartitions() + " partitions";
  }

  /**
   * A producer that writes before a new partition has its leader can find its first batch refused
   * and its second taken (KAFKA-15591); the answer to this comes from the leaders.
   */
  private static void awaitLeaders(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (int partition = 0; partition < partitions(admin, topic); partition++) {
      partitions.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    var unused = settled(() -> admin.listOffsets(partitions).all().get());
  }

  private static int partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return settled(
        () ->
            requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                .partitions()
                .size());
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  /** A broker that has not heard of a new topic yet says that there is none: it is asked again. */
  private static <T> T settled(Question<T> question)
      throws ExecutionException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return question.ask();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof InvalidMetadataException) || tries == TRIES) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static String arguments(NewTopic wanted) {
    StringBuilder arguments = new StringBuilder();
    wanted
        .configs()
        .forEach(
            (key, value) -> arguments.append(" --config ").append(key).append('=').append(value));
    return arguments.toString();
  }

  private String check(Admin admin, NewTopic wanted)
      throws ExecutionException, InterruptedException {
    String name = wanted.name();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config found =
        settled(
            () ->
                requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource)));
    String policy = value(found, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (wanted.configs().containsKey(TopicConfig.CLEANUP_POLICY_CONFIG)
        && !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new UserError(
          "topic "
              + name
              + " has cleanup.policy="
              + policy
              + " and needs compact: "
              + "kafka-configs.sh --alter --entity-type topics --entity-name "
              + name
              + " --add-config cleanup.policy=compact");
    }
    String letterBytes = wanted.configs().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    String maxBytes = value(found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (letterBytes != null && Long.parseLong(maxBytes) < Long.parseLong(letterBytes)) {
      throw new UserError(
          "topic "
              + name
              + " has max.message.bytes="
              + maxBytes
              + " and dead letters may have "
              + letterBytes
              + ": raise it, or lower "
              + JobOptions.DEAD_LETTER_BYTES.key());
    }
    return name + ": there, " + partitions(admin, name) + " partitions";
  }

  private static String value(Config config, String key) {
    return config.get(key).value();
  }

  private UserError explained(@Nullable Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new UserError(
          "no Kafka broker answers at "
              + settings.kafka().bootstrapServers()
              + ": start one, or set "
              + JobOptions.BOOTSTRAP_SERVERS.key());
    }
    return new UserError(
        "Kafka at "
            + settings.kafka().bootstrapServers()
            + " refused: "
            + (cause == null ? "no reason given" : cause.getMessage()));
  }
}
