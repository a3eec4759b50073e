package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Codebook;
import io.saec.clustering.CodebookMaker;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.clustering.NearestCentroid;
import io.saec.clustering.NearestCentroids;
import io.saec.model.Encoding;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveEstimatorTest {
  private static final int SAMPLE = 512;
  private static final CurveEstimator ESTIMATOR = new CurveEstimator(SAMPLE);
  private static final CodebookMaker MAKER =
      new EvolvingCodebookMaker(new ClusteringOptions(10, Encoding.FP32));

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 4, false, 0.10",
    "GAUSSIAN, 32, false, 0.05",
    "GAUSSIAN, 8, true, 0.10",
    "BLOBS, 8, false, 0.10",
    "BLOBS, 4, true, 0.12",
    "HIERARCHY, 8, false, 0.10",
    "HIERARCHY, 16, true, 0.10"
  })
  void isNearTheErrorOfCodebooksWhereTheHeadIsTakenWhole(
      Shape shape, int dim, boolean zipf, double tolerance) {
    Head head = shape.head(1, SAMPLE, dim, zipf);
    ErrorCurve curve = ESTIMATOR.estimate("item", 1, head, SAMPLE / 4);

    for (int k = 2; k <= SAMPLE / 4; k *= 2) {
      assertThatIsNear(curve, head, k, tolerance);
    }
  }

  /** Beyond the sample nothing is known: what then becomes of finer blobs is a guess. */
  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 4, false, 0.15",
    "GAUSSIAN, 32, false, 0.15",
    "GAUSSIAN, 8, true, 0.20",
    "BLOBS, 8, false, 0.15",
    "BLOBS, 4, true, 0.15",
    "HIERARCHY, 8, false, 0.30",
    "HIERARCHY, 16, true, 0.45"
  })
  void isNearTheErrorOfCodebooksWhereTheHeadIsSampled(
      Shape shape, int dim, boolean zipf, double toleranceBeyond) {
    Head head = shape.head(2, 4 * SAMPLE, dim, zipf);
    ErrorCurve curve = ESTIMATOR.estimate("item", 1, head, SAMPLE);

    for (int k = 2; k <= SAMPLE; k *= 2) {
      assertThatIsNear(curve, head, k, k <= SAMPLE / 2 ? 0.15 : toleranceBeyond);
    }
  }

  @Test
  void isTheSameBitForBitWhenMadeAgain() {
    for (int n : new int[] {SAMPLE, 3 * SAMPLE}) {
      Head head = Shape.BLOBS.head(3, n, 6, true);
      ErrorCurve curve = ESTIMATOR.estimate("item", 7, head, 100);

      assertThat(new CurveEstimator(SAMPLE).estimate("item", 7, head, 100)).isEqualTo(curve);
      boolean isSampled = n > SAMPLE;
      assertThat(ESTIMATOR.estimate("item", 8, head, 100).equals(curve)).isNotEqualTo(isSampled);
      assertThat(ESTIMATOR.estimate("user", 7, head, 100).equals(curve)).isNotEqualTo(isSampled);
    }
  }

  @Property(tries = 100)
  void beginsWithTheSpreadAndEndsWithoutError(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 150) int n,
      @ForAll @IntRange(min = 1, max = 6) int dim,
      @ForAll boolean zipf) {
    Head head = Shape.GAUSSIAN.head(seed, n, dim, zipf);

    ErrorCurve curve = new CurveEstimator(40).estimate("item", 1, head, n);

    assertThat(curve.errorAt(1)).isCloseTo(trueError(head, 1), withinPercentage(0.1));
    assertThat(curve.errorAt(n - 1)).isPositive();
    assertThat(curve.errorAt(n)).isZero();
    assertThat(curve.lastKnot()).isEqualTo(n);
  }

  @Test
  void standsForAllOccurrences() {
    Head head = Shape.BLOBS.head(4, 200, 3, true);
    Head share = new Head(3, head.embeddings(), head.frequencies(), 4 * head.occurrences());

    ErrorCurve curve = ESTIMATOR.estimate("item", 1, head, 100);
    ErrorCurve scaled = ESTIMATOR.estimate("item", 1, share, 100);

    for (int k = 1; k < 200; k *= 3) {
      assertThat(scaled.errorAt(k)).isCloseTo(4 * curve.errorAt(k), withinPercentage(1e-6));
    }
  }

  @Test
  void theGreatestKOfInterestSavesWorkButChangesNothingBelowIt() {
    Head head = Shape.BLOBS.head(5, 500, 3, false);

    ErrorCurve all = ESTIMATOR.estimate("item", 1, head, 500);
    ErrorCurve some = ESTIMATOR.estimate("item", 1, head, 20);

    for (int k = 1; k <= 20; k++) {
      assertThat(some.errorAt(k)).isEqualTo(all.errorAt(k));
    }
    assertThat(some).isNotEqualTo(all);
    assertThat(some.errorAt(500)).isZero();
  }

  @Test
  void onePointHasNoError() {
    assertThat(ESTIMATOR.estimate("item", 1, points(1, 5f), 9))
        .isEqualTo(new ErrorCurve(new int[] {1}, new double[] {0}));
  }

  @Test
  void equalPointsHaveNoError() {
    for (int n : new int[] {2, 10, 3 * SAMPLE}) {
      float[] values = new float[n];
      Arrays.fill(values, 0.1f);

      assertThat(ESTIMATOR.estimate("item", 1, points(7, values), 9))
          .isEqualTo(new ErrorCurve(new int[] {1}, new double[] {0}));
    }
  }

  @Test
  void noMoreClustersThanThereAreDistinctPointsAreOfUse() {
    Random random = new Random(1);
    for (int n : new int[] {60, SAMPLE, 4 * SAMPLE}) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = i < 20 ? i : random.nextInt(20);
      }

      ErrorCurve curve = ESTIMATOR.estimate("item", 1, points(1, values), n);

      assertThat(curve.lastKnot()).isEqualTo(20);
      assertThat(curve.errorAt(20)).isZero();
      assertThat(curve.errorAt(19)).isPositive();
    }
  }

  @Test
  void pointsNotSeenCountNextToNothing() {
    for (int n : new int[] {100, 4 * SAMPLE}) {
      Head head = Shape.GAUSSIAN.head(6, n, 2, false);
      long[] frequencies = new long[n];
      Head unseen = new Head(2, head.embeddings(), frequencies.clone(), 0);
      Arrays.fill(frequencies, 0, 10, 1000);
      Head seen = new Head(2, head.embeddings(), frequencies, 10_000);

      assertThat(ESTIMATOR.estimate("item", 1, unseen, n).errorAt(1))
          .isCloseTo(0x1p-20 * trueError(head, 1), withinPercentage(0.1));
      ErrorCurve curve = ESTIMATOR.estimate("item", 1, seen, n);
      assertThat(curve.errorAt(10)).isBetween(0.0, 1e-4 * curve.errorAt(1));
      assertThat(curve.errorAt(n)).isZero();
    }
  }

  @Test
  void oneHeavyPointAmongMany() {
    Head head = Shape.GAUSSIAN.head(6, 4 * SAMPLE, 2, false);
    long[] frequencies = head.frequencies().clone();
    frequencies[17] = 1_000_000_000_000L;
    Head heavy = new Head(2, head.embeddings(), frequencies, 1_000_000_000_000L);

    ErrorCurve curve = ESTIMATOR.estimate("item", 1, heavy, SAMPLE);

    assertThat(curve.errorAt(64)).isCloseTo(trueError(heavy, 64), withinPercentage(20));
  }

  @Test
  void rejectsWhatItCannotEstimate() {
    assertThatThrownBy(() -> new CurveEstimator(15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample must be at least 16: 15");
    assertThatThrownBy(() -> ESTIMATOR.estimate("item", 1, points(1, 5f), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("most must be at least 1: 0");
    assertThatThrownBy(() -> ESTIMATOR.estimate("item", 1, points(1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head has no features");
    assertThatThrownBy(() -> ESTIMATOR.estimate("item", 1, points(1, 5f, Float.NaN), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding of row 1 is not finite: NaN");
  }

  /** One-dimensional points, each seen so often. */
  private static Head points(long frequency, float... values) {
    long[] frequencies = new long[values.length];
    Arrays.fill(frequencies, frequency);
    return new Head(1, values, frequencies, frequency * values.length);
  }

  private static void assertThatIsNear(ErrorCurve curve, Head head, int k, double tolerance) {
    assertThat(curve.errorAt(k) / trueError(head, k))
        .as("estimate by true error at k = %d", k)
        .isCloseTo(1, within(tolerance));
  }

  /** Mean over some codebooks: with few clusters much depends on the seeds of each. */
  private static double trueError(Head head, int k) {
    int codebooks = k <= 64 ? 8 : 3;
    double error = 0;
    for (int i = 0; i < codebooks; i++) {
      error += error(MAKER.next("field " + i, null, head, k, 0), head) / codebooks;
    }
    return error;
  }

  private static double error(Codebook codebook, Head head) {
    NearestCentroid nearest = NearestCentroids.of(codebook);
    double error = 0;
    for (int i = 0; i < head.size(); i++) {
      int row = nearest.nearest(head.embeddings(), i * head.dim());
      double squared = 0;
      for (int j = 0; j < head.dim(); j++) {
        double difference =
            (double) head.embeddings()[i * head.dim() + j]
                - codebook.centroids()[row * head.dim() + j];
        squared += difference * difference;
      }
      error += head.frequencies()[i] * squared;
    }
    return error;
  }
}
