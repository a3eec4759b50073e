package io.saec.clustering.kernel.vector;

import io.saec.clustering.kernel.Blocks;
import io.saec.clustering.kernel.Kernel;
import io.saec.clustering.kernel.Layout;

/** By the Vector API, at whatever width the machine has. */
public final class VectorKernel implements Kernel {

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return "Vector API, " + VectorBlocks.LANES + " lanes of float";
  }

  @Override
  public Blocks lay(float[] centroids, int dim, int[] order) {
    return new VectorBlocks(Layout.of(centroids, dim, order));
  }
}
