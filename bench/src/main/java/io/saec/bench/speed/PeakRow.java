package io.saec.bench.speed;

/**
 * The most that the core can do.
 *
 * @param bytes of the array that each value is read from before it is multiplied and added; 0 where
 *     nothing is read
 * @param gflops billions of floating-point operations a second, two a multiply-add
 * @param gigabytesPerSecond read
 */
public record PeakRow(int bytes, double gflops, double gigabytesPerSecond) {
  private static final double GIGA = 1e9;

  static PeakRow of(int bytes, double multiplyAddsPerSecond) {
    return new PeakRow(
        bytes,
        2 * multiplyAddsPerSecond / GIGA,
        bytes == 0 ? 0 : Float.BYTES * multiplyAddsPerSecond / GIGA);
  }
}
