package io.saec.events;

import java.io.IOException;

/** A file is not what it should be; the message begins with its name and the line. */
public final class TsvException extends IOException {
  TsvException(String position, String problem) {
    super(position + ": " + problem);
  }
}
