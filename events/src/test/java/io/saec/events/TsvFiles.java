package io.saec.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small files for tests. */
final class TsvFiles {
  private TsvFiles() {}

  static Path plain(Path dir, String text) throws IOException {
    return Files.writeString(dir.resolve("rows.tsv"), text);
  }

  static Path gzip(Path dir, String text) throws IOException {
    Path file = dir.resolve("rows.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** Rows in which user and item of the same parity go together, a second apart. */
  static String learnable(int rows, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    StringBuilder text = new StringBuilder("ts\tlabel\tuser\titem\n");
    for (int i = 0; i < rows; i++) {
      int user = random.nextInt(30);
      int item = random.nextInt(30);
      text.append(1_600_000_000L + i)
          .append('\t')
          .append((user + item) % 2)
          .append("\tu")
          .append(user)
          .append("\ti")
          .append(item)
          .append('\n');
    }
    return text.toString();
  }
}
