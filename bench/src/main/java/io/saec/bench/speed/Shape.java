package io.saec.bench.speed;

import java.util.List;

/**
 * Size of a k-means problem.
 *
 * @param n points
 * @param dim dimensions
 * @param k centroids
 * @param iterations of Lloyd's algorithm in one run
 */
public record Shape(String name, int n, int dim, int k, int iterations) {
  /** What k-means is measured over. */
  public static final List<Shape> ALL =
      List.of(
          new Shape("S1", 200_000, 16, 1000, 10),
          new Shape("S2", 1_000_000, 32, 4096, 3),
          new Shape("S3", 100_000, 64, 1024, 10));

  /** To see that it works. */
  public static final Shape TINY = new Shape("tiny", 2_000, 16, 128, 3);

  private static final double LARGE = 1e11;

  public Shape {
    if (dim < 1 || k < 1 || n < k || iterations < 2) {
      throw new IllegalArgumentException(
          "dim and k must be at least 1, n at least k, iterations at least 2: "
              + n
              + " x "
              + dim
              + " -> "
              + k
              + ", "
              + iterations);
    }
  }

  /** Floating-point operations of so many iterations by brute force, two a multiply-add. */
  double flops(int iterations) {
    return 2.0 * n * k * dim * iterations;
  }

  /** Whether an iteration takes seconds, so that not everything is measured over it. */
  boolean large() {
    return flops(1) > LARGE;
  }
}
