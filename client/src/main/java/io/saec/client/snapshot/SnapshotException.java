package io.saec.client.snapshot;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A snapshot that could not be written or is not to be used; the message says which and why. */
public final class SnapshotException extends IOException {
  private static final long serialVersionUID = 1L;

  SnapshotException(String message) {
    this(message, null);
  }

  SnapshotException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
