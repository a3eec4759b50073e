package io.saec.cli.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.metadata.storage.Formatter;

/** A directory that is formatted for a single node and that no other broker uses. */
record BrokerDirectory(Path path) {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** The same for all, so that a directory can be taken up again without knowing whose it was. */
  private static final String CLUSTER_ID = "c2FlYy1zdHJlYW0tMA";

  /**
   * Makes and formats the directory, or checks that it is one that was.
   *
   * @throws IOException naming the directory, if it is in use, is another cluster's or cannot be
   *     written
   */
  static BrokerDirectory prepare(Path dir) throws IOException {
    Path path = dir.toAbsolutePath().normalize();
    if (path.toString().contains(",")) {
      throw new IOException(
          "directory " + path + " has a comma in its name, which Kafka splits at");
    }
    Files.createDirectories(path);
    checkUnused(path);
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(CLUSTER_ID)
          .setNodeId(NODE_ID)
          .setControllerListenerName(CONTROLLER_LISTENER)
          .setMetadataLogDirectory(path.toString())
          .addDirectory(path.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IOException("directory " + path + " is not one for a broker: " + e.getMessage(), e);
    }
    return new BrokerDirectory(path);
  }

  /** Looks at Kafka's own lock first: a node that cannot have it ends the process. */
  private static void checkUnused(Path path) throws IOException {
    try (FileChannel file =
            FileChannel.open(
                path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw inUse(path);
      }
    } catch (OverlappingFileLockException e) {
      throw inUse(path);
    }
  }

  private static IOException inUse(Path path) {
    return new IOException(
        "directory " + path + " is in use by another broker: stop it, or choose another directory");
  }
}
