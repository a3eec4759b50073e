package io.saec.clustering.kernel;

/** One score after the other, as the formula has it. What the others are measured by. */
final class ScalarKernel implements Kernel {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public String description() {
    return "scalar loops";
  }

  @Override
  public Blocks lay(float[] centroids, int dim, int[] order) {
    return new ScalarBlocks(order.length, Layout.of(centroids, dim, order));
  }

  private record ScalarBlocks(int k, Layout layout) implements Blocks {
    @Override
    public Blocks another() {
      return this;
    }

    @Override
    public int nearest(float[] points, int offset) {
      float best = Float.POSITIVE_INFINITY;
      int position = NONE;
      for (int each = 0; each < k; each++) {
        float score = layout.score(each, points, offset);
        if (score < best) {
          best = score;
          position = each;
        }
      }
      return best == Float.NEGATIVE_INFINITY ? NONE : position;
    }

    @Override
    public int count() {
      return layout.blocks();
    }

    @Override
    public int tile() {
      return Integer.MAX_VALUE;
    }

    @Override
    public float limit() {
      return layout.limit();
    }

    @Override
    public void least(
        int block, float[] points, int[] which, int count, int[] except, float[] least) {
      int end = Math.min(SIZE, k - block * SIZE);
      for (int i = 0; i < count; i++) {
        float best = Float.POSITIVE_INFINITY;
        for (int lane = 0; lane < end; lane++) {
          float score = layout.score(block * SIZE + lane, points, which[i] * layout.dim());
          if (lane != except[i] && score < best) {
            best = score;
          }
        }
        least[i] = best;
      }
    }

    @Override
    public void scores(int block, float[] points, int offset, float[] scores) {
      layout.scores(block, points, offset, scores);
    }

    @Override
    public float score(int position, float[] points, int offset) {
      return layout.score(position, points, offset);
    }
  }
}
