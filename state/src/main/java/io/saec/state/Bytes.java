package io.saec.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The pieces that layouts are made of. Numbers are LEB128 varints, {@code signed} ones zigzag
 * first; floats are IEEE 754 bits, big-endian.
 */
public final class Bytes {
  private Bytes() {}

  /** Writes a number that is seldom negative, 1 to 10 bytes. */
  public static void writeUnsigned(long number, DataOutputView out) throws IOException {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeUnsigned} wrote. */
  public static long readUnsigned(DataInputView in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IOException("a varint has more than 10 bytes: the state is damaged");
  }

  /** Writes a number of either sign. */
  public static void writeSigned(long number, DataOutputView out) throws IOException {
    writeUnsigned((number << 1) ^ (number >> 63), out);
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(DataInputView in) throws IOException {
    long zigzag = readUnsigned(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Reads a size. */
  public static int readSize(DataInputView in) throws IOException {
    return Math.toIntExact(readUnsigned(in));
  }

  /** Writes the size and the floats. */
  public static void writeFloats(float[] floats, DataOutputView out) throws IOException {
    writeUnsigned(floats.length, out);
    for (float value : floats) {
      out.writeFloat(value);
    }
  }

  /** Reads what {@link #writeFloats} wrote. */
  public static float[] readFloats(DataInputView in) throws IOException {
    float[] floats = new float[readSize(in)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = in.readFloat();
    }
    return floats;
  }

  /** Writes the size and the numbers. */
  public static void writeInts(int[] ints, DataOutputView out) throws IOException {
    writeUnsigned(ints.length, out);
    for (int value : ints) {
      writeSigned(value, out);
    }
  }

  /** Reads what {@link #writeInts} wrote. */
  public static int[] readInts(DataInputView in) throws IOException {
    int[] ints = new int[readSize(in)];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) readSigned(in);
    }
    return ints;
  }

  /** Writes the size and the numbers, none of them often negative. */
  public static void writeLongs(long[] longs, DataOutputView out) throws IOException {
    writeUnsigned(longs.length, out);
    for (long value : longs) {
      writeUnsigned(value, out);
    }
  }

  /** Reads what {@link #writeLongs} wrote. */
  public static long[] readLongs(DataInputView in) throws IOException {
    long[] longs = new long[readSize(in)];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = readUnsigned(in);
    }
    return longs;
  }
}
