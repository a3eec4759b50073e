package io.saec.cli.flink;

import io.saec.job.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which state a run begins with. */
public final class Restore {
  private static final String METADATA = "_metadata";

  private Restore() {}

  /**
   * The checkpoint or savepoint that a word stands for.
   *
   * @param word {@code latest}, {@code none}, or a path
   * @param checkpoints directory in which the latest is looked for
   * @return null to begin without state
   */
  public static @Nullable String of(String word, Path checkpoints) throws IOException {
    return switch (word) {
      case "none" -> null;
      case "latest" -> latest(checkpoints);
      default -> existing(word);
    };
  }

  private static String existing(String path) {
    if (!path.contains("://") && !Files.exists(Path.of(path))) {
      throw new UserError("--restore: " + path + " is neither latest nor none nor a path");
    }
    return path;
  }

  /** The newest complete checkpoint: its metadata is written last. */
  private static @Nullable String latest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return null;
    }
    try (Stream<Path> files = Files.find(checkpoints, 3, (path, attributes) -> isMetadata(path))) {
      return files
          .max(Comparator.comparing(Restore::modified))
          .map(metadata -> metadata.resolveSibling("").toUri().toString())
          .orElse(null);
    }
  }

  private static boolean isMetadata(Path path) {
    return path.endsWith(METADATA);
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      // Subsumed by a newer checkpoint in the meantime.
      return FileTime.fromMillis(0);
    }
  }
}
