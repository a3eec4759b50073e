package io.saec.clustering.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Kernels here take the time that they are told to. */
class WarmupTest {
  private final AtomicLong clock = new AtomicLong();

  /** Takes {@code before} nanoseconds a search, and {@code after} once it is compiled. */
  private final class Slow implements Kernel {
    private final Kernel real = Kernels.named("scalar");
    private final long before;
    private final long after;
    private int callsToCompile;

    Slow(long before, int callsToCompile, long after) {
      this.before = before;
      this.callsToCompile = callsToCompile;
      this.after = after;
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public String toString() {
      return "kernel=slow";
    }

    @Override
    public Blocks lay(float[] centroids, int dim, int[] order) {
      Blocks blocks = real.lay(centroids, dim, order);
      return new Blocks() {
        @Override
        public Blocks another() {
          return this;
        }

        @Override
        public int count() {
          return blocks.count();
        }

        @Override
        public int tile() {
          return blocks.tile();
        }

        @Override
        public float limit() {
          return blocks.limit();
        }

        @Override
        public int nearest(float[] points, int offset) {
          clock.addAndGet(callsToCompile-- > 0 ? before : after);
          return 0;
        }

        @Override
        public void least(
            int block, float[] points, int[] which, int count, int[] except, float[] least) {
          // What it costs is in the search.
        }

        @Override
        public void scores(int block, float[] points, int offset, float[] scores) {
          // Likewise.
        }

        @Override
        public float score(int position, float[] points, int offset) {
          return blocks.score(position, points, offset);
        }
      };
    }
  }

  private final Kernel second = new Slow(10, 0, 10);

  @Test
  void theFirstIsUsedFromWhenItIsFaster() {
    Kernel first = new Slow(1_000, 5_000, 5);
    Warmup warmup = new Warmup(first, second, clock::get);

    assertThat(warmup.faster()).as("not known yet").isSameAs(second);
    warmup.run();

    assertThat(warmup.faster()).isSameAs(first);
  }

  @Test
  void theSecondStaysWhereTheFirstIsNeverFaster() {
    Warmup warmup = new Warmup(new Slow(11, 0, 11), second, clock::get);

    warmup.run();

    assertThat(warmup.faster()).isSameAs(second);
  }

  @Test
  void thereIsNothingToWarmUpWhereThereIsOneAlone() {
    Warmup warmup = new Warmup(second, second, clock::get);

    warmup.start();

    assertThat(warmup.faster()).isSameAs(second);
    assertThat(clock).hasValue(0);
  }
}
