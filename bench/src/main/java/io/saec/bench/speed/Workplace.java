package io.saec.bench.speed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the time of a measurement. */
record Workplace(Path directory) implements Closeable {

  static Workplace open() throws IOException {
    return new Workplace(Files.createTempDirectory("saec-bench"));
  }

  /** Removes it and all that is in it. */
  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(directory)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
