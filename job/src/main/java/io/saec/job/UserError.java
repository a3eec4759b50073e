package io.saec.job;

/** Something that the user can mend; the message says what, where and how, in one line. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    // No stack trace: the place that matters is in the user's configuration.
    super(message, null, false, false);
  }
}
