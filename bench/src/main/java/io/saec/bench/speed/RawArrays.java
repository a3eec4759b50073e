package io.saec.bench.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Arrays as files that hold nothing else, little-endian: what any language reads in a line. */
final class RawArrays {
  private RawArrays() {}

  static void write(Path path, float[] values) throws IOException {
    try (FileChannel file = create(path)) {
      map(file, FileChannel.MapMode.READ_WRITE, (long) values.length * Float.BYTES)
          .asFloatBuffer()
          .put(values);
    }
  }

  static void write(Path path, double[] values) throws IOException {
    try (FileChannel file = create(path)) {
      map(file, FileChannel.MapMode.READ_WRITE, (long) values.length * Double.BYTES)
          .asDoubleBuffer()
          .put(values);
    }
  }

  static float[] floats(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      float[] values = new float[Math.toIntExact(file.size() / Float.BYTES)];
      map(file, FileChannel.MapMode.READ_ONLY, file.size()).asFloatBuffer().get(values);
      return values;
    }
  }

  static double[] doubles(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      double[] values = new double[Math.toIntExact(file.size() / Double.BYTES)];
      map(file, FileChannel.MapMode.READ_ONLY, file.size()).asDoubleBuffer().get(values);
      return values;
    }
  }

  private static FileChannel create(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  }

  private static ByteBuffer map(FileChannel file, FileChannel.MapMode mode, long bytes)
      throws IOException {
    return file.map(mode, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
