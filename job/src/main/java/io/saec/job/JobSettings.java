package io.saec.job;

import io.saec.model.EventRules;
import io.saec.operators.Rules;
import java.time.Duration;
import java.util.Map;

/**
 * The job's options, read and checked.
 *
 * @param rules that all steps work by
 * @param kafka where it is and what the job is called there
 * @param allowedSkew how far an event may lie ahead of its record's own time
 * @param maxEventBytes the longest event record
 * @param outOfOrderness how late within its partition an event is still on time
 * @param idleAfter time without a record after which a partition no longer holds the watermark
 *     back; zero for never
 * @param deadLetterBytes of key and value together that a dead letter keeps at the most
 * @param flink options for Flink itself
 */
public record JobSettings(
    Rules rules,
    KafkaSettings kafka,
    Duration allowedSkew,
    int maxEventBytes,
    Duration outOfOrderness,
    Duration idleAfter,
    int deadLetterBytes,
    Map<String, String> flink) {

  EventRules eventRules() {
    return new EventRules(rules.fields().dimensions(), allowedSkew, maxEventBytes);
  }
}
