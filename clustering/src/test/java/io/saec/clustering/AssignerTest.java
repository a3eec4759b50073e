package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.clustering.kernel.Kernel;
import io.saec.clustering.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Bounds must never change what comes out: every point is checked against the formula. */
class AssignerTest {
  private static final Effort BOUNDED = new Effort(1, Long.MAX_VALUE);

  /** Where points and centroids lie; each is hard on bounds in its own way. */
  enum Shape {
    /** Clusters apart, so that most blocks are passed over. */
    BLOBS {
      @Override
      void fill(Random random, float[] values, int dim) {
        for (int at = 0; at < values.length; at += dim) {
          int blob = random.nextInt(40);
          for (int j = 0; j < dim; j++) {
            values[at + j] = 3 * ((blob * 31 + j * 17) % 13) + (float) random.nextGaussian();
          }
        }
      }
    },
    /** Whole numbers: many scores are equal, and bounds meet distances exactly. */
    GRID {
      @Override
      void fill(Random random, float[] values, int dim) {
        for (int at = 0; at < values.length; at++) {
          values[at] = random.nextInt(4);
        }
      }
    },
    /** A few places that points and centroids share. */
    DUPLICATES {
      @Override
      void fill(Random random, float[] values, int dim) {
        for (int at = 0; at < values.length; at += dim) {
          Arrays.fill(values, at, at + dim, random.nextInt(5) * 0.1f);
        }
      }
    },
    /** Far from the origin: scores lose most of their bits, and are wrong by more than gaps. */
    FAR {
      @Override
      void fill(Random random, float[] values, int dim) {
        for (int at = 0; at < values.length; at++) {
          values[at] = 4096 + (float) random.nextGaussian();
        }
      }
    },
    TINY {
      @Override
      void fill(Random random, float[] values, int dim) {
        for (int at = 0; at < values.length; at++) {
          values[at] = (float) random.nextGaussian() * 0x1p-70f;
        }
      }
    },
    HUGE {
      @Override
      void fill(Random random, float[] values, int dim) {
        for (int at = 0; at < values.length; at++) {
          values[at] = (float) random.nextGaussian() * 0x1p49f;
        }
      }
    };

    abstract void fill(Random random, float[] values, int dim);
  }

  @Property(tries = 300)
  void rowsAreThoseOfTheFormulaHoweverCentroidsMove(
      @ForAll long seed,
      @ForAll Shape shape,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll @IntRange(min = 1, max = 20) int dim,
      @ForAll @IntRange(min = 1, max = 2) int threads,
      @ForAll @IntRange(min = 1, max = 6) int room) {
    assertThatRowsAreThoseOfTheFormula(
        new Random(seed), shape, k, dim, new Effort(threads, room * 500L * Float.BYTES));
  }

  @Property(tries = 30)
  void rowsAreThoseOfTheFormulaWithStrays(
      @ForAll long seed,
      @ForAll Shape shape,
      @ForAll @IntRange(min = 1_000, max = 2_200) int k,
      @ForAll @IntRange(min = 1, max = 6) int dim,
      @ForAll @IntRange(min = 1, max = 40) int room) {
    assertThatRowsAreThoseOfTheFormula(
        new Random(seed), shape, k, dim, new Effort(1, room * 500L * Float.BYTES));
  }

  private static void assertThatRowsAreThoseOfTheFormula(
      Random random, Shape shape, int k, int dim, Effort effort) {
    WeightedPoints points = points(random, shape, 500, dim);
    float[] centroids = new float[k * dim];
    shape.fill(random, centroids, dim);
    int[] rows = new int[500];
    try (Assigner assigner = new Assigner(points, effort, any(random))) {
      for (int iteration = 0; iteration < 6; iteration++) {
        assigner.assign(centroids, rows);

        assertThat(rows).isEqualTo(byFormula(points, centroids));
        points.moveToMeans(rows, centroids);
        disturb(random, shape, centroids, dim, rows);
      }
    }
  }

  /** As splits, merges and swaps do: some centroids go elsewhere, some points are given away. */
  private static void disturb(Random random, Shape shape, float[] centroids, int dim, int[] rows) {
    int k = centroids.length / dim;
    if (random.nextInt(3) == 0) {
      float[] place = new float[dim];
      shape.fill(random, place, dim);
      System.arraycopy(place, 0, centroids, random.nextInt(k) * dim, dim);
    }
    if (random.nextInt(3) == 0) {
      for (int i = 0; i < rows.length; i += 7) {
        rows[i] = random.nextInt(k);
      }
    }
  }

  @Property(tries = 50)
  void followsANumberOfCentroidsThatChanges(@ForAll long seed, @ForAll Shape shape) {
    Random random = new Random(seed);
    int dim = 5;
    WeightedPoints points = points(random, shape, 300, dim);
    int[] rows = new int[300];
    try (Assigner assigner = new Assigner(points, BOUNDED, any(random))) {
      for (int k : new int[] {200, 200, 63, 64, 65, 300, 1}) {
        float[] centroids = new float[k * dim];
        shape.fill(random, centroids, dim);
        Arrays.setAll(rows, i -> Math.min(rows[i], k - 1));

        assigner.assign(centroids, rows);

        assertThat(rows).isEqualTo(byFormula(points, centroids));
      }
    }
  }

  @Property(tries = 20)
  void threadsAndRoomChangeNoBitOfTheCentroids(@ForAll long seed, @ForAll Shape shape) {
    Random random = new Random(seed);
    int dim = 7;
    int k = 150;
    // More than a thread takes at a time.
    WeightedPoints points = points(random, shape, 5_000, dim);
    float[] start = new float[k * dim];
    shape.fill(random, start, dim);

    float[] expected = iterated(points, start, new Effort(1, 0));

    assertThat(iterated(points, start, BOUNDED)).isEqualTo(expected);
    assertThat(iterated(points, start, new Effort(3, 0))).isEqualTo(expected);
    assertThat(iterated(points, start, new Effort(3, Long.MAX_VALUE))).isEqualTo(expected);
    assertThat(iterated(points, start, new Effort(1, 2 * 5_000 * Float.BYTES))).isEqualTo(expected);
  }

  @Test
  void valuesThatNoBoundHoldsAreStillAssigned() {
    float[] values = {0x1p60f, -0x1p60f, 3};
    WeightedPoints points = new WeightedPoints(1, values, new double[] {1, 1, 1});
    int[] rows = new int[3];
    try (Assigner assigner = new Assigner(points, BOUNDED)) {
      assigner.assign(new float[] {-0x1p59f, 0, 0x1p59f}, rows);
    }

    assertThat(rows).containsExactly(2, 0, 1);
  }

  @Test
  void aFailureInAThreadIsTheCallers() {
    try (Workers workers = new Workers(2)) {
      assertThatThrownBy(
              () ->
                  workers.forEach(
                      2,
                      thread ->
                          task -> {
                            throw new IllegalArgumentException("task " + task);
                          }))
          .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
    }
  }

  @Test
  void aLloydCountsThePointsThatChange() {
    float[] points = {0, 1, 10, 11};
    try (Lloyd lloyd = new Lloyd(1, points, new double[] {1, 1, 1, 3}, BOUNDED)) {
      lloyd.start(new float[] {0, 1});

      assertThat(lloyd.iterate()).isEqualTo(3);
      assertThat(lloyd.iterate()).isEqualTo(1);
      assertThat(lloyd.iterate()).isZero();
      assertThat(lloyd.rows()).containsExactly(0, 0, 1, 1);
      assertThat(lloyd.centroids()).containsExactly(0.5f, 10.75f);
    }
  }

  @Test
  void boundsOfAPointAreAsManyAsThereIsRoomFor() {
    assertThat(new Effort(1, 4_000).boundsOf(500)).isEqualTo(2);
    assertThat(new Effort(1, 3_999).boundsOf(500)).isEqualTo(1);
    assertThat(new Effort(1, Long.MAX_VALUE).boundsOf(Integer.MAX_VALUE)).isGreaterThan(1 << 20);
    assertThatThrownBy(() -> new Effort(0, 1)).hasMessageContaining("threads");
    assertThatThrownBy(() -> new Effort(1, -1)).hasMessageContaining("boundsBytes");
  }

  private static Kernel any(Random random) {
    return Kernels.all().get(random.nextInt(Kernels.all().size()));
  }

  private static float[] iterated(WeightedPoints points, float[] start, Effort effort) {
    try (Lloyd lloyd = new Lloyd(points.dim(), points.values(), points.weights(), effort)) {
      lloyd.start(start);
      for (int iteration = 0; iteration < 5; iteration++) {
        lloyd.iterate();
      }
      return lloyd.centroids();
    }
  }

  private static WeightedPoints points(Random random, Shape shape, int n, int dim) {
    float[] values = new float[n * dim];
    shape.fill(random, values, dim);
    return new WeightedPoints(dim, values, random.doubles(n, 1, 100).map(Math::rint).toArray());
  }

  /** The first of the least scores, each computed as the kernel's contract has it. */
  private static int[] byFormula(WeightedPoints points, float[] centroids) {
    int dim = points.dim();
    int[] rows = new int[points.size()];
    for (int i = 0; i < rows.length; i++) {
      float least = Float.POSITIVE_INFINITY;
      for (int row = 0; row < centroids.length / dim; row++) {
        float norm = 0;
        for (int j = 0; j < dim; j++) {
          norm = Math.fma(centroids[row * dim + j], centroids[row * dim + j], norm);
        }
        float score = norm;
        for (int j = 0; j < dim; j++) {
          score = Math.fma(-2 * centroids[row * dim + j], points.values()[i * dim + j], score);
        }
        if (score < least) {
          least = score;
          rows[i] = row;
        }
      }
    }
    return rows;
  }
}
