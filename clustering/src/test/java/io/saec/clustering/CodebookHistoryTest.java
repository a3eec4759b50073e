package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.Encoding;
import io.saec.model.ValueCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every codebook of a field, whatever its heads are. */
class CodebookHistoryTest {

  @Property(tries = 400)
  void holdsOverAnyHeads(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int dim,
      @ForAll @IntRange(min = 1, max = 12) int iterations,
      @ForAll Encoding encoding,
      @ForAll @IntRange(min = 2, max = 8) int int8Bits,
      @ForAll Weighting weighting) {
    Random random = new Random(seed);
    int bits = encoding == Encoding.INT8 ? int8Bits : encoding.bits();
    CodebookMaker maker =
        new EvolvingCodebookMaker(
            new ClusteringOptions(iterations, encoding, bits, weighting, Effort.DEFAULT));
    Map<Integer, Long> retiredAt = new HashMap<>();
    Codebook previous = null;
    for (int boundary = 0; boundary < 8; boundary++) {
      Head head = anyHead(random, dim);
      int k = 1 + random.nextInt(random.nextBoolean() ? 6 : 40);

      Codebook codebook = maker.next("item", previous, head, k, boundary);

      assertThat(maker.next("item", previous, head, k, boundary))
          .usingRecursiveComparison()
          .isEqualTo(codebook);
      assertThatItIsSound(codebook, head, k);
      if (bits < Byte.SIZE) {
        assertThatItKeepsToItsBits(codebook, bits);
      }
      assertThat(codebook.distortion()).isEqualTo(maker.distortion(codebook, head));
      assertThatItFollows(previous, codebook, retiredAt);
      previous = codebook;
    }
  }

  private static void assertThatItIsSound(Codebook codebook, Head head, int k) {
    assertThat(codebook.k()).isBetween(1, k);
    assertThat(codebook.ids()).isSorted().doesNotHaveDuplicates();
    assertThat(codebook.ids()[0]).isNotNegative();
    assertThat(codebook.features()).hasSize(codebook.k()).doesNotContain(0);
    assertThat(Arrays.stream(codebook.features()).sum()).isEqualTo(head.size());
    assertThat(codebook.rowOf(codebook.fallback())).isNotNegative();
    for (float value : codebook.centroids()) {
      assertThat(value).isFinite();
    }
    assertThat(codebook.distortion()).isBetween(0.0, 1.0);
    assertThat(codebook.unit()).isFinite().isNotNegative();
    // Dense: no more ids than live ones, and as many resting ones and new ones as there can be.
    assertThat(codebook.ids()[codebook.k() - 1]).isLessThan(120);
  }

  private static void assertThatItKeepsToItsBits(Codebook codebook, int bits) {
    byte[] values = new byte[codebook.centroids().length];
    for (int i = 0; i < values.length; i++) {
      float step = codebook.scale()[i % codebook.dim()];
      assertThat(step).isEqualTo(codebook.scale()[0]);
      values[i] = (byte) Math.round(codebook.centroids()[i] / step);
      assertThat(values[i] * step).isEqualTo(codebook.centroids()[i]);
    }
    assertThat(ValueCode.bytes(values, codebook.dim()))
        .isLessThanOrEqualTo((values.length * (long) bits + 7) / 8);
  }

  private static void assertThatItFollows(
      @Nullable Codebook previous, Codebook codebook, Map<Integer, Long> retiredAt) {
    Set<Integer> before = new HashSet<>();
    if (previous == null) {
      assertThat(codebook.bornFrom()).containsOnly(-1);
    } else {
      IntStream.of(previous.ids()).forEach(before::add);
      assertThat(before).containsAll(boxed(codebook.bornFrom()));
    }
    Set<Integer> after = boxed(codebook.ids());
    assertThat(codebook.bornFrom()).hasSameSizeAs(codebook.born());
    assertThat(codebook.retiredTo()).hasSameSizeAs(codebook.retired());
    assertThat(after).containsAll(boxed(codebook.retiredTo()));
    Set<Integer> came = new HashSet<>(after);
    came.removeAll(before);
    assertThat(boxed(codebook.born())).isEqualTo(came);
    before.removeAll(after);
    assertThat(boxed(codebook.retired())).isEqualTo(before);
    for (int id : codebook.born()) {
      assertThat(retiredAt.getOrDefault(id, 0L))
          .as("version that %d was retired at", id)
          .isLessThan(Math.max(1, codebook.version() - 1));
    }
    IntStream.of(codebook.retired()).forEach(id -> retiredAt.put(id, codebook.version()));
  }

  private static Set<Integer> boxed(int[] ids) {
    Set<Integer> boxed = new HashSet<>();
    IntStream.of(ids).forEach(boxed::add);
    return boxed;
  }

  /** Few or many points, near or far, many of them equal, with any weights. */
  private static Head anyHead(Random random, int dim) {
    int n = 1 + random.nextInt(random.nextBoolean() ? 5 : 80);
    float scale = (float) Math.pow(10, random.nextInt(7) - 3);
    float[] values = Samples.gaussian(random, n * dim, scale);
    if (random.nextBoolean()) {
      int distinct = 1 + random.nextInt(Math.min(n, 8));
      for (int i = distinct; i < n; i++) {
        System.arraycopy(values, random.nextInt(distinct) * dim, values, i * dim, dim);
      }
    }
    long[] frequencies = new long[n];
    int kind = random.nextInt(3);
    for (int i = 0; i < n; i++) {
      frequencies[i] = kind == 0 ? random.nextInt(3) : kind == 1 ? 1 + 1_000L / (i + 1) : 0;
    }
    if (random.nextInt(4) == 0) {
      frequencies[random.nextInt(n)] = 1L << 40;
    }
    return Samples.weighted(values, frequencies);
  }

  @Property(tries = 100)
  void isNoWorseThanAnIterationFromTheOldCentroids(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int k) {
    CodebookMaker maker = new EvolvingCodebookMaker(new ClusteringOptions(20, Encoding.FP32));
    Head head = Samples.blobs(seed, 200, 4, 12);
    Codebook first = maker.next("item", null, head, k, 0);
    Head later = Samples.drifted(head, seed, 0.5f);
    WeightedPoints points = WeightedPoints.of(later);

    Codebook second = maker.next("item", first, later, k, 1);

    double lloyd = error(points, KMeans.refine(points, first.centroids(), 1));
    // A centroid may stay for the sake of less churn where that costs a 128th.
    assertThat(error(points, second.centroids())).isLessThan(lloyd * (1 + 0x1p-6));
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void pointsThatAreAllButEqualAreOneCluster(Encoding encoding) {
    CodebookMaker maker = new EvolvingCodebookMaker(new ClusteringOptions(10, encoding));
    float[] values = new float[60];
    Arrays.fill(values, 0.7f);
    values[30] = Math.nextUp(0.7f);

    Codebook first = maker.next("item", null, Samples.weighted(values, new long[20]), 1, 0);
    Codebook second = maker.next("item", first, Samples.weighted(values, new long[20]), 1, 1);

    assertThat(first.k()).isEqualTo(1);
    assertThat(second.ids()).isEqualTo(first.ids());
    assertThat(second.changed()).containsOnly(1);
  }

  private static double error(WeightedPoints points, float[] centroids) {
    return points.error(centroids, points.assign(centroids));
  }
}
