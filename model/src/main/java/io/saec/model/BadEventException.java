package io.saec.model;

/** An event record that cannot be taken; the message is the reason a dead letter carries. */
public final class BadEventException extends Exception {
  public BadEventException(String reason) {
    // No stack trace: bad input may come at the rate of good input, and the reason says it all.
    super(reason, null, false, false);
  }

  /** The reason, never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
