package io.saec.cli.serve;

import org.jspecify.annotations.Nullable;

/** A request that cannot be answered: why, and what its sender can do. */
final class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String remedy;

  RequestException(int status, String error, String remedy) {
    this(status, error, remedy, null);
  }

  RequestException(int status, String error, String remedy, @Nullable Throwable cause) {
    // No stack trace: the fault is in the request.
    super(error, cause, false, false);
    this.status = status;
    this.remedy = remedy;
  }

  Reply reply() {
    return new Reply(status, new ErrorJson(String.valueOf(getMessage()), remedy));
  }

  /**
   * The body of every answer that is an error.
   *
   * @param error what is wrong
   * @param remedy what to do
   */
  record ErrorJson(String error, String remedy) {}
}
