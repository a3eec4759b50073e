package io.saec.client.snapshot;

import io.saec.model.Encoding;
import java.nio.ByteBuffer;

/**
 * Centroids in the bytes of their grid.
 *
 * @param encoding of a value
 * @param scale step by dimension, shape [dim]; empty but for INT8
 */
record CentroidCodec(Encoding encoding, float[] scale) {

  /**
   * Puts a centroid.
   *
   * @return whether it lies on the grid, so that the same bits will be read
   */
  boolean put(float[] centroid, int dim, ByteBuffer out) {
    boolean same = true;
    for (int j = 0; j < dim; j++) {
      int at = out.position();
      float value = centroid[j];
      switch (encoding) {
        case INT8 -> out.put((byte) Math.round(value / scale[j]));
        case FP16 -> out.putShort(Half.ofExact(value));
        case FP32 -> out.putFloat(value);
      }
      same &= Float.floatToRawIntBits(get(out, at, j)) == Float.floatToRawIntBits(value);
    }
    return same;
  }

  /** Reads {@code dim} values from {@code offset} on. Allocates nothing. */
  void get(ByteBuffer in, int offset, int dim, float[] out) {
    switch (encoding) {
      case INT8 -> {
        int whole = dim / Long.BYTES * Long.BYTES;
        for (int j = 0; j < whole; j += Long.BYTES) {
          // One read instead of eight, each of which the buffer would check.
          long eight = in.getLong(offset + j);
          for (int i = 0; i < Long.BYTES; i++) {
            out[j + i] = (byte) (eight >>> (i * Byte.SIZE)) * scale[j + i];
          }
        }
        for (int j = whole; j < dim; j++) {
          out[j] = in.get(offset + j) * scale[j];
        }
      }
      case FP16 -> {
        for (int j = 0; j < dim; j++) {
          out[j] = Half.toFloat(in.getShort(offset + 2 * j));
        }
      }
      case FP32 -> {
        for (int j = 0; j < dim; j++) {
          out[j] = in.getFloat(offset + 4 * j);
        }
      }
    }
  }

  private float get(ByteBuffer in, int offset, int dimension) {
    return switch (encoding) {
      case INT8 -> in.get(offset) * scale[dimension];
      case FP16 -> Half.toFloat(in.getShort(offset));
      case FP32 -> in.getFloat(offset);
    };
  }
}
