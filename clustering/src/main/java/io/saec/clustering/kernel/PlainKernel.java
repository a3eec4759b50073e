package io.saec.clustering.kernel;

/** Loops that the compiler turns into vector instructions by itself. */
final class PlainKernel implements Kernel {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String toString() {
    return "kernel=plain (plain loops; a JVM started with --add-modules jdk.incubator.vector is faster)";
  }

  @Override
  public Blocks lay(float[] centroids, int dim, int[] order) {
    return new PlainBlocks(Layout.of(centroids, dim, order), Columns.of(centroids, dim, order));
  }
}
