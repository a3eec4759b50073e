package io.saec.bench.speed;

import java.io.IOException;

/** A benchmark that did not come to its end; the message has all that JMH said. */
public final class BenchException extends IOException {
  private static final long serialVersionUID = 1;

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
