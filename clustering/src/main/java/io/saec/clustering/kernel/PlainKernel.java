package io.saec.clustering.kernel;

/** Loops that the compiler turns into vector instructions by itself. */
final class PlainKernel implements Kernel {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String description() {
    return "plain loops, as wide as the compiler makes them";
  }

  @Override
  public Blocks lay(float[] centroids, int dim, int[] order) {
    return new PlainBlocks(Layout.of(centroids, dim, order), Columns.of(centroids, dim, order));
  }
}
