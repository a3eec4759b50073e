package io.saec.clustering.kernel;

/**
 * A way to compute scores. The score of a centroid c for a point x is {@code |c|^2 - 2 x.c},
 * computed as one chain of float fused multiply-adds over the dimensions in order, starting from
 * {@code |c|^2} (itself such a chain, starting from 0):
 *
 * <pre>{@code
 * norm  = 0; for j: norm  = fma(c[j], c[j], norm)
 * score = norm; for j: score = fma(-2 * c[j], x[j], score)
 * }</pre>
 *
 * Every kernel gives these bits, whatever its width, so codebooks and mappings do not depend on the
 * machine.
 */
public interface Kernel {

  /** The word that stands for it in the log and in {@link Kernels#PROPERTY}. */
  String name();

  /** What a user should know of it: instructions, width. */
  String description();

  /**
   * Centroids laid out for this kernel, which are copied.
   *
   * @param centroids shape [k, dim], row-major
   * @param dim at least 1
   * @param order row at each position, ascending within a block of {@link Blocks#SIZE}; each row
   *     once
   */
  Blocks lay(float[] centroids, int dim, int[] order);
}
