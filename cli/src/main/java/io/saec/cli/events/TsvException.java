package io.saec.cli.events;

import java.io.IOException;
import java.nio.file.Path;

/** A file is not what it should be; the message begins with its name and the line. */
public final class TsvException extends IOException {
  TsvException(Path file, long line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
