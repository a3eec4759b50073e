package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
  @TempDir Path directory;

  @Test
  void whatWasReadIsInMemoryAndAFileKeepsItsBytesWhenItIsDropped() throws IOException {
    byte[] bytes = new byte[100_001];
    bytes[77_777] = 1;
    Path file = Files.write(directory.resolve("file"), bytes);
    assertThat(FileCache.cachedBytes(List.of(file))).isEqualTo(bytes.length);
    FileCache.drop(List.of(file));
    // Where the system forgets nothing, as one that holds files in memory alone, this is all.
    assertThat(FileCache.cachedBytes(List.of(file))).isIn(0L, (long) bytes.length);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }
}
