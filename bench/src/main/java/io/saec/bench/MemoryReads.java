package io.saec.bench;

import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Times single reads at random places of mapped files: what a look-up cannot do without. It makes
 * two that wait for each other, in the table and in the centroids.
 */
final class MemoryReads {
  private final List<MappedByteBuffer> files;

  private MemoryReads(List<MappedByteBuffer> files) {
    this.files = files;
  }

  static MemoryReads of(List<Path> files) throws IOException {
    MappedByteBuffer[] mapped = new MappedByteBuffer[files.size()];
    for (int i = 0; i < mapped.length; i++) {
      try (FileChannel channel = FileChannel.open(files.get(i))) {
        mapped[i] = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).load();
      }
    }
    return new MemoryReads(List.of(mapped));
  }

  LookupNanos time(int reads, SplittableRandom random) {
    long[] nanos = new long[reads];
    long[] clock = new long[reads];
    long read = 0;
    for (int i = 0; i < reads; i++) {
      MappedByteBuffer file = files.get(random.nextInt(files.size()));
      // What was read has a say in where to read, or it need not be read.
      int at = random.nextInt(file.capacity() - 2 * Long.BYTES) + (int) (read & 7);
      long before = System.nanoTime();
      read = file.getLong(at);
      // The clock is no memory access: without this the compiler may read it first.
      VarHandle.acquireFence();
      long after = System.nanoTime();
      nanos[i] = after - before;
      clock[i] = System.nanoTime() - after;
    }
    Arrays.sort(clock);
    return LookupNanos.of(nanos, clock[reads / 2]);
  }
}
