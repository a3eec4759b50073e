package io.saec.bench;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** What the system keeps of files in memory. */
final class FileCache {
  private static final int PAGE_BYTES = 4096;

  private FileCache() {}

  /**
   * Asks the system to forget files that nobody has mapped, by {@code dd}, which needs no rights.
   * Whether it did is told by {@link #cachedBytes}: where there is no dd, or it cannot, all is as
   * it was.
   */
  static void drop(List<Path> files) {
    for (Path file : files) {
      try {
        new ProcessBuilder("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Bytes of the files that are in memory, in whole pages. Reads none of them. */
  static long cachedBytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file)) {
        int size = Math.toIntExact(channel.size());
        MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        for (int at = 0; at < size; at += PAGE_BYTES) {
          int length = Math.min(PAGE_BYTES, size - at);
          bytes += mapped.slice(at, length).isLoaded() ? length : 0;
        }
      }
    }
    return bytes;
  }
}
