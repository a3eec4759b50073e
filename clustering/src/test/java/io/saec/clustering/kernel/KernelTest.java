package io.saec.clustering.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every kernel against the formula of {@link Kernel}, computed in the plainest way. */
class KernelTest {
  /** How values lie, each hard in its own way. */
  enum Values {
    GAUSSIAN {
      @Override
      float next(Random random) {
        return (float) random.nextGaussian();
      }
    },
    /** So few values that many scores are equal to the bit. */
    TIES {
      @Override
      float next(Random random) {
        return random.nextInt(3) - 1;
      }
    },
    /** So small that products are denormal or vanish. */
    DENORMAL {
      @Override
      float next(Random random) {
        return (float) random.nextGaussian() * (random.nextBoolean() ? 0x1p-72f : 0x1p-140f);
      }
    },
    /** The greatest values that an event may have. */
    HUGE {
      @Override
      float next(Random random) {
        return (random.nextFloat() - 0.5f) * 0x1p51f;
      }
    },
    /** Beyond them: scores overflow, some to no number. */
    OVERFLOWING {
      @Override
      float next(Random random) {
        return random.nextInt(4) == 0
            ? (random.nextFloat() - 0.5f) * 0x1p100f
            : (float) random.nextGaussian();
      }
    },
    NOT_FINITE {
      @Override
      float next(Random random) {
        return switch (random.nextInt(40)) {
          case 0 -> Float.NaN;
          case 1 -> Float.POSITIVE_INFINITY;
          case 2 -> Float.NEGATIVE_INFINITY;
          default -> (float) random.nextGaussian();
        };
      }
    };

    abstract float next(Random random);

    float[] array(Random random, int length) {
      float[] values = new float[length];
      for (int at = 0; at < length; at++) {
        values[at] = next(random);
      }
      return values;
    }
  }

  @Provide
  Arbitrary<Kernel> kernels() {
    return Arbitraries.of(Kernels.all());
  }

  @Test
  void allThreeAreTested() {
    assertThat(Kernels.all()).extracting(Kernel::name).containsExactly("vector", "plain", "scalar");
  }

  @Property
  void nearestIsTheFirstOfTheLeastScores(
      @ForAll("kernels") Kernel kernel,
      @ForAll long seed,
      @ForAll Values values,
      @ForAll @IntRange(min = 1, max = 200) int k,
      @ForAll @IntRange(min = 1, max = 70) int dim) {
    Random random = new Random(seed);
    float[] centroids = values.array(random, k * dim);
    float[] points = values.array(random, 21 * dim);
    Blocks blocks = kernel.lay(centroids, dim, inOrder(k));

    for (int i = 0; i < 21; i++) {
      assertThat(blocks.nearest(points, i * dim))
          .isEqualTo(nearest(centroids, k, dim, points, i * dim));
    }
  }

  /** Whatever is guessed, and however many points there are. */
  @Property
  void rowsAreThoseOfTheNearest(
      @ForAll("kernels") Kernel kernel,
      @ForAll long seed,
      @ForAll Values values,
      @ForAll @IntRange(min = 1, max = 150) int k,
      @ForAll @IntRange(min = 1, max = 20) int dim,
      @ForAll @IntRange(min = 1, max = 600) int n) {
    Random random = new Random(seed);
    float[] centroids = values.array(random, k * dim);
    float[] points = values.array(random, n * dim);
    Blocks blocks = kernel.lay(centroids, dim, inOrder(k));
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> random.nextInt(k + 1) - 1);
    int from = random.nextInt(n);

    new Rows(blocks, dim).nearest(points, from, n, rows);

    for (int i = from; i < n; i++) {
      assertThat(rows[i]).isEqualTo(nearest(centroids, k, dim, points, i * dim));
    }
  }

  @Property
  void scoresAreTheFormulasToTheBit(
      @ForAll("kernels") Kernel kernel,
      @ForAll long seed,
      @ForAll Values values,
      @ForAll @IntRange(min = 1, max = 130) int k,
      @ForAll @IntRange(min = 1, max = 257) int dim) {
    Random random = new Random(seed);
    float[] centroids = values.array(random, k * dim);
    float[] point = values.array(random, dim);
    Blocks blocks = kernel.lay(centroids, dim, inOrder(k));
    float[] scores = new float[Blocks.SIZE];

    for (int block = 0; block < blocks.count(); block++) {
      blocks.scores(block, point, 0, scores);
      for (int lane = 0; lane < Blocks.SIZE && block * Blocks.SIZE + lane < k; lane++) {
        int row = block * Blocks.SIZE + lane;
        int bits = Float.floatToIntBits(score(centroids, row * dim, dim, point, 0));
        assertThat(Float.floatToIntBits(scores[lane])).isEqualTo(bits);
        assertThat(Float.floatToIntBits(blocks.score(row, point, 0))).isEqualTo(bits);
      }
    }
  }

  @Property
  void leastIsThatOfTheBlockWithoutTheLaneLeftOut(
      @ForAll("kernels") Kernel kernel,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 130) int k,
      @ForAll @IntRange(min = 1, max = 40) int dim,
      @ForAll @IntRange(min = 1, max = 300) int count) {
    Random random = new Random(seed);
    Values values = Values.values()[random.nextInt(3)];
    float[] centroids = values.array(random, k * dim);
    float[] points = values.array(random, 50 * dim);
    int[] order = shuffledWithinBlocks(random, k);
    Blocks blocks = kernel.lay(centroids, dim, order).another();
    int[] which = random.ints(count, 0, 50).toArray();
    int[] except = random.ints(count, -1, Blocks.SIZE).toArray();
    float[] least = new float[count];

    for (int block = 0; block < blocks.count(); block++) {
      blocks.least(block, points, which, count, except, least);
      for (int i = 0; i < count; i++) {
        float expected = Float.POSITIVE_INFINITY;
        for (int lane = 0; lane < Blocks.SIZE && block * Blocks.SIZE + lane < k; lane++) {
          int row = order[block * Blocks.SIZE + lane];
          if (lane != except[i]) {
            expected = Math.min(expected, score(centroids, row * dim, dim, points, which[i] * dim));
          }
        }
        // Of the two zeros either will do.
        assertThat(least[i] + 0f).isEqualTo(expected + 0f);
      }
    }
  }

  /** The same bits on every JDK and every machine: these are of a JDK 17 with 16 lanes. */
  @Test
  void bitsAreThoseOfEveryMachine() {
    for (Kernel kernel : Kernels.all()) {
      Random random = new Random(42);
      CRC32C sum = new CRC32C();
      for (int dim : new int[] {1, 3, 16, 33, 257}) {
        int k = 131;
        float[] centroids = Values.GAUSSIAN.array(random, k * dim);
        float[] points = Values.GAUSSIAN.array(random, 300 * dim);
        Blocks blocks = kernel.lay(centroids, dim, inOrder(k));
        int[] rows = new int[300];
        new Rows(blocks, dim).nearest(points, 0, 300, rows);
        for (int i = 0; i < rows.length; i++) {
          sum.update(rows[i]);
          update(sum, Float.floatToIntBits(blocks.score(rows[i], points, i * dim)));
        }
      }
      assertThat(sum.getValue()).as(kernel.name()).isEqualTo(2_485_541_908L);
    }
  }

  @Test
  void aKernelThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> Kernels.named("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("saec.kernel")
        .hasMessageContaining("gpu")
        .hasMessageContaining("vector, plain, scalar")
        .hasMessageContaining("--add-modules");
  }

  @Test
  void aSharedLayoutServesSeveralThreads() throws InterruptedException {
    Random random = new Random(7);
    int dim = 16;
    float[] centroids = Values.GAUSSIAN.array(random, 300 * dim);
    float[] points = Values.GAUSSIAN.array(random, 2000 * dim);
    for (Kernel kernel : Kernels.all()) {
      Blocks blocks = kernel.lay(centroids, dim, inOrder(300));
      int[] rows = new int[2000];
      Arrays.fill(rows, Blocks.NONE);
      List<Thread> threads =
          List.of(
              new Thread(() -> new Rows(blocks.another(), dim).nearest(points, 0, 900, rows)),
              new Thread(() -> new Rows(blocks.another(), dim).nearest(points, 900, 2000, rows)));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      for (int i = 0; i < rows.length; i++) {
        assertThat(rows[i]).isEqualTo(nearest(centroids, 300, dim, points, i * dim));
      }
    }
  }

  private static void update(CRC32C sum, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      sum.update(value >>> shift);
    }
  }

  private static int[] inOrder(int k) {
    int[] order = new int[k];
    Arrays.setAll(order, row -> row);
    return order;
  }

  /** Any rows, ascending within each block. */
  private static int[] shuffledWithinBlocks(Random random, int k) {
    int[] order = inOrder(k);
    for (int row = k - 1; row > 0; row--) {
      int other = random.nextInt(row + 1);
      int held = order[row];
      order[row] = order[other];
      order[other] = held;
    }
    for (int from = 0; from < k; from += Blocks.SIZE) {
      Arrays.sort(order, from, Math.min(k, from + Blocks.SIZE));
    }
    return order;
  }

  /** First of the least scores that are numbers; NONE if that is not finite. */
  private static int nearest(float[] centroids, int k, int dim, float[] points, int offset) {
    float least = Float.POSITIVE_INFINITY;
    int nearest = Blocks.NONE;
    for (int row = 0; row < k; row++) {
      float score = score(centroids, row * dim, dim, points, offset);
      if (score < least) {
        least = score;
        nearest = row;
      }
    }
    return least == Float.NEGATIVE_INFINITY ? Blocks.NONE : nearest;
  }

  private static float score(float[] centroids, int at, int dim, float[] points, int offset) {
    float norm = 0;
    for (int j = 0; j < dim; j++) {
      norm = Math.fma(centroids[at + j], centroids[at + j], norm);
    }
    float score = norm;
    for (int j = 0; j < dim; j++) {
      score = Math.fma(-2 * centroids[at + j], points[offset + j], score);
    }
    return score;
  }
}
