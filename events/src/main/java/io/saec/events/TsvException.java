package io.saec.events;

import java.io.IOException;

/** A file is not what it should be; the message begins with its name and the line. */
public final class TsvException extends IOException {
  /**
   * @param position {@code file:line}
   * @param problem what is wrong there
   */
  public TsvException(String position, String problem) {
    super(position + ": " + problem);
  }
}
