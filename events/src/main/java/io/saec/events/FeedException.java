package io.saec.events;

/** Kafka did not take the events. */
public final class FeedException extends RuntimeException {
  FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
