package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.saec.model.Encoding;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvolvingCodebookMakerTest {
  private static final CodebookMaker FP32 = maker(Encoding.FP32);
  private static final CodebookMaker INT8 = maker(Encoding.INT8);

  @Test
  void firstCodebookHasItsIdsFromZero() {
    Head head = Samples.blobs(1, 300, 8, 10);

    Codebook codebook = INT8.next("item", null, head, 10, 1234);

    assertThat(codebook.version()).isEqualTo(1);
    assertThat(codebook.boundary()).isEqualTo(1234);
    assertThat(codebook.dim()).isEqualTo(8);
    assertThat(codebook.ids()).containsExactly(IntStream.range(0, 10).toArray());
    assertThat(codebook.changed()).hasSize(10).containsOnly(1);
    assertThat(codebook.born()).isEqualTo(codebook.ids());
    assertThat(codebook.bornFrom()).hasSize(10).containsOnly(-1);
    assertThat(codebook.retired()).isEmpty();
    assertThat(codebook.retiredTo()).isEmpty();
    assertThat(codebook.encoding()).isEqualTo(Encoding.INT8);
    assertThat(codebook.scale()).hasSize(8);
    assertThat(codebook.headFeatures()).isEqualTo(300);
    assertThat(codebook.headCoverage()).isEqualTo(1);
    assertThat(codebook.distortion()).isBetween(0.0, 0.2);
  }

  @Test
  void clustersCountWhatTheHeadPutsInThem() {
    Head head = new Head(1, new float[] {0, 1, 100, 101, 102}, new long[] {8, 0, 3, 3, 3}, 34);

    Codebook codebook = FP32.next("item", null, head, 2, 0);

    int low = codebook.centroids()[0] < 50 ? 0 : 1;
    assertThat(codebook.weights()[low]).isEqualTo(8);
    assertThat(codebook.features()[low]).isEqualTo(2);
    assertThat(codebook.weights()[1 - low]).isEqualTo(9);
    assertThat(codebook.features()[1 - low]).isEqualTo(3);
    assertThat(codebook.headCoverage()).isEqualTo(0.5);
    assertThat(codebook.fallback()).as("the mean, 53.5, is nearer 101").isEqualTo(1 - low);
  }

  @Property(tries = 60)
  void everyClusterHasAFeatureAndTheSumsAreThoseOfTheHead(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 40) int nextK,
      @ForAll Encoding encoding) {
    CodebookMaker maker = maker(encoding);
    Head head = Samples.blobs(seed, 120, 3, 5);
    Codebook first = maker.next("item", null, head, k, 0);
    Codebook second = maker.next("item", first, Samples.drifted(head, seed, 0.4f), nextK, 1);

    for (Codebook codebook : new Codebook[] {first, second}) {
      assertThat(codebook.features()).doesNotContain(0);
      assertThat(Arrays.stream(codebook.features()).sum()).isEqualTo(120);
      assertThat(Arrays.stream(codebook.weights()).sum()).isEqualTo((double) head.occurrences());
      assertThat(codebook.ids()).isSorted().doesNotHaveDuplicates();
      assertThat(codebook.rowOf(codebook.fallback())).isNotNegative();
      assertThat(codebook.centroids()).hasSize(codebook.k() * 3);
    }
    assertThat(first.k()).isLessThanOrEqualTo(k);
    assertThat(second.k()).isLessThanOrEqualTo(nextK);
    assertThatKinsAreRight(first, second);
  }

  @Test
  void isTheSameBitForBitWhenMadeAgain() {
    Head head = Samples.blobs(7, 400, 9, 12);
    Head later = Samples.drifted(head, 8, 0.3f);

    Codebook first = INT8.next("item", null, head, 20, 0);
    Codebook second = INT8.next("item", first, later, 26, 1);

    assertThat(INT8.next("item", null, head, 20, 0)).usingRecursiveComparison().isEqualTo(first);
    assertThat(maker(Encoding.INT8).next("item", first, later, 26, 1))
        .usingRecursiveComparison()
        .isEqualTo(second);
  }

  @Test
  void doesNotWriteToWhatItIsGiven() {
    Head head = Samples.blobs(7, 100, 4, 5);
    Codebook first = INT8.next("item", null, head, 8, 0);
    float[] embeddings = head.embeddings().clone();
    float[] centroids = first.centroids().clone();

    INT8.next("item", first, Samples.drifted(head, 1, 1), 12, 1);
    INT8.next("item", first, head, 200, 1);

    assertThat(head.embeddings()).isEqualTo(embeddings);
    assertThat(first.centroids()).isEqualTo(centroids);
  }

  @Test
  void clustersKeepTheirIdsWhileTheirFeaturesDrift() {
    float[] centres = {0, 0, 100, 0, 0, 100, 100, 100};
    float[] values = new float[80];
    Random random = new Random(1);
    for (int at = 0; at < values.length; at++) {
      values[at] = centres[at % 8] + (float) random.nextGaussian();
    }
    long[] frequencies = new long[40];
    Arrays.fill(frequencies, 5);
    Head head = new Head(2, values, frequencies, 200);

    Codebook codebook = INT8.next("item", null, head, 4, 0);
    int[] clusters = clustersOf(codebook, head);
    for (int step = 1; step < 6; step++) {
      head = Samples.drifted(head, step, 2);
      codebook = INT8.next("item", codebook, head, 4, step);
      assertThat(codebook.version()).isEqualTo(step + 1);
      assertThat(clustersOf(codebook, head)).isEqualTo(clusters);
      assertThat(codebook.born()).isEmpty();
      assertThat(codebook.retired()).isEmpty();
    }
  }

  @Test
  void changedNamesTheVersionThatMovedTheCentroidLast() {
    Codebook first = FP32.next("item", null, Samples.line(0, 1, 100, 101, 200, 201), 3, 0);
    Codebook second = FP32.next("item", first, Samples.line(0, 1, 100, 101, 200, 204), 3, 1);
    Codebook third = FP32.next("item", second, Samples.line(0, 1, 90, 101, 200, 204), 3, 2);

    assertThat(changedAt(first, 0.5f)).isEqualTo(1);
    assertThat(changedAt(second, 0.5f)).isEqualTo(1);
    assertThat(changedAt(second, 100.5f)).isEqualTo(1);
    assertThat(changedAt(second, 202)).isEqualTo(2);
    assertThat(changedAt(third, 0.5f)).isEqualTo(1);
    assertThat(changedAt(third, 95.5f)).isEqualTo(3);
    assertThat(changedAt(third, 202)).isEqualTo(2);
  }

  @Test
  void onTheGridCentroidsThatBarelyMoveDoNotChange() {
    Head head = Samples.blobs(11, 400, 4, 6);
    Codebook first = INT8.next("item", null, head, 6, 0);
    Codebook second = INT8.next("item", first, Samples.drifted(head, 3, 1e-5f), 6, 1);

    assertThat(second.scale()).isEqualTo(first.scale());
    assertThat(Arrays.stream(second.changed()).filter(version -> version == 1).count())
        .as("of 6 centroids")
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void theStepsOfTheGridStayUntilValuesLeaveThem() {
    Codebook first = INT8.next("item", null, Samples.line(-1, 0, 1), 3, 0);
    Codebook within = INT8.next("item", first, Samples.line(-1, 0, 1.2f), 3, 1);
    Codebook beyond = INT8.next("item", within, Samples.line(-1, 0, 1.3f), 3, 2);

    assertThat(within.scale()).isEqualTo(first.scale());
    assertThat(changedAt(within, -1)).isEqualTo(1);
    assertThat(beyond.scale()[0]).isGreaterThan(first.scale()[0]);
  }

  @Test
  void everyCentroidIsOnTheGrid() {
    Codebook codebook = INT8.next("item", null, Samples.blobs(2, 500, 6, 9), 33, 0);

    for (int at = 0; at < codebook.centroids().length; at++) {
      float step = codebook.scale()[at % 6];
      int read = Math.round(codebook.centroids()[at] / step);
      assertThat(read).isBetween(-127, 127);
      assertThat(read * step).isEqualTo(codebook.centroids()[at]);
    }
  }

  @Test
  void centroidsThatMeetOnTheGridBecomeOne() {
    Head head = Samples.line(100, 0, 0.01f, 0.02f);

    Codebook codebook = INT8.next("item", null, head, 4, 0);

    assertThat(codebook.k()).isEqualTo(2);
    assertThat(codebook.features()).containsExactly(1, 3);
    assertThat(codebook.ids()).containsExactly(0, 1);
  }

  @Test
  void growsByNewIdsFromTheNearestParents() {
    Codebook first = FP32.next("item", null, Samples.line(0, 1, 2, 100, 101, 102), 2, 0);
    Head wider = Samples.line(0, 1, 2, 100, 101, 102, 140, 141, 142);

    Codebook second = FP32.next("item", first, wider, 3, 1);

    assertThat(second.ids()).containsExactly(0, 1, 2);
    assertThat(second.born()).containsExactly(2);
    assertThat(second.bornFrom()).containsExactly(clusterAt(first, 101));
    assertThat(clusterAt(second, 1)).isEqualTo(clusterAt(first, 1));
    assertThat(second.centroids()).containsExactlyInAnyOrder(1, 101, 141);
  }

  @Test
  void shrinksByTheClusterThatCostsTheLeast() {
    float[] values = {0, 1, 100, 101, 200, 201};
    Codebook first = FP32.next("item", null, Samples.weighted(values, 9, 9, 1, 2, 5, 5), 3, 0);
    Codebook second = FP32.next("item", first, Samples.weighted(values, 9, 9, 1, 2, 5, 5), 2, 1);

    assertThat(second.retired()).containsExactly(clusterAt(first, 100));
    assertThat(second.ids()).contains(clusterAt(first, 0), clusterAt(first, 200));
    assertThat(second.retiredTo()[0]).isEqualTo(clusterAt(second, 100));
    assertThat(second.born()).isEmpty();
  }

  @Test
  void ofTwoClustersOfEqualWeightTheHigherIdGoes() {
    Head head = Samples.line(0, 1, 100, 101);
    Codebook first = FP32.next("item", null, head, 2, 0);

    Codebook second = FP32.next("item", first, head, 1, 1);

    assertThat(second.retired()).containsExactly(1);
    assertThat(second.retiredTo()).containsExactly(0);
  }

  @Test
  void aClusterThatNewcomersStretchIsCutAndOneOfLittleUseGivenUp() {
    // A group comes up at 1000 while the two centroids at 0 and 1 are hardly of use.
    float[] values = {0, 1, 100, 101, 200, 201};
    Codebook first = FP32.next("item", null, Samples.weighted(values, 20, 21, 9, 9, 9, 9), 4, 0);
    int[] pair = {clusterAt(first, 0), clusterAt(first, 1)};
    assertThat(pair[0]).isNotEqualTo(pair[1]);

    float[] later = {0, 1, 100, 101, 200, 201, 1000, 1001};
    Codebook second =
        FP32.next("item", first, Samples.weighted(later, 8, 9, 9, 9, 9, 9, 5, 5), 4, 1);

    assertThat(second.centroids()).hasSize(4).contains(100.5f, 200.5f, 1000.5f);
    assertThat(second.retired()).as("the lighter of the pair").containsExactly(pair[0]);
    assertThat(second.retiredTo()).containsExactly(pair[1]).containsExactly(clusterAt(second, 0));
    assertThat(second.born()).containsExactly(4).containsExactly(clusterAt(second, 1000));
    assertThat(second.bornFrom())
        .as("where they were until then")
        .containsExactly(clusterAt(first, 200));
    assertThat(clusterAt(second, 200)).as("the heavier half").isEqualTo(clusterAt(first, 200));
  }

  @Test
  void aRetiredIdIsNotGivenInTheNextVersionButInTheOneAfter() {
    Head head = Samples.line(0, 1, 100, 101, 200, 201, 300, 301);
    Codebook four = FP32.next("item", null, head, 4, 0);
    Codebook three = FP32.next("item", four, head, 3, 1);
    assertThat(three.retired()).hasSize(1);
    int retired = three.retired()[0];

    Codebook again = FP32.next("item", three, head, 4, 2);
    assertThat(again.ids()).doesNotContain(retired);
    assertThat(again.born()).containsExactly(4);

    Codebook five = FP32.next("item", again, head, 5, 3);
    assertThat(five.born()).containsExactly(retired);
    assertThat(five.ids()).containsExactly(0, 1, 2, 3, 4);
    assertThatKinsAreRight(again, five);
  }

  @Test
  void retiredIdsStayAwayFromSmallHeadsToo() {
    Codebook three = FP32.next("item", null, Samples.line(1, 2, 3), 9, 0);
    Codebook one = FP32.next("item", three, Samples.line(2), 9, 1);
    Codebook two = FP32.next("item", one, Samples.line(2, 7), 9, 2);

    assertThat(three.ids()).containsExactly(0, 1, 2);
    assertThat(one.ids()).containsExactly(1);
    assertThat(one.retired()).containsExactly(0, 2);
    assertThat(one.retiredTo()).containsExactly(1, 1);
    assertThat(two.ids()).containsExactly(1, 3);
  }

  @Property(tries = 200)
  void losesNothingWhereEveryPointCanHaveItsOwnCentroid(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int distinct,
      @ForAll @IntRange(min = 0, max = 5) int spare) {
    CodebookMaker maker = new EvolvingCodebookMaker(new ClusteringOptions(1, Encoding.FP32));
    Random random = new Random(seed);
    int k = distinct + spare;
    Codebook codebook = null;
    for (int step = 0; step < 4; step++) {
      // Anywhere at all at each step: the warm start is of no use, and must do no harm.
      Head head = repeated(random, distinct, 1 + random.nextInt(3), 4);
      Codebook next = maker.next("item", codebook, head, k, step);

      assertThat(next.k()).isEqualTo(distinct);
      assertThat(next.distortion()).isZero();
      int[] rows = WeightedPoints.of(head).assign(next.centroids());
      for (int i = 0; i < rows.length; i++) {
        assertThat(Arrays.copyOfRange(next.centroids(), rows[i] * 4, rows[i] * 4 + 4))
            .isEqualTo(Arrays.copyOfRange(head.embeddings(), i * 4, i * 4 + 4));
      }
      if (codebook != null) {
        assertThatKinsAreRight(codebook, next);
      }
      codebook = next;
    }
  }

  @Test
  void onTheGridOwnCentroidsAreWithinHalfAStep() {
    Head head = Samples.blobs(4, 50, 4, 50);

    Codebook codebook = INT8.next("item", null, head, 64, 0);

    int[] rows = WeightedPoints.of(head).assign(codebook.centroids());
    assertThat(codebook.k()).isEqualTo(50);
    for (int at = 0; at < head.embeddings().length; at++) {
      float centroid = codebook.centroids()[rows[at / 4] * 4 + at % 4];
      assertThat(centroid)
          .isCloseTo(head.embeddings()[at], within(0.501f * codebook.scale()[at % 4]));
    }
  }

  @Test
  void aPointWithItsOwnCentroidKeepsItBesideHeavierNewcomers() {
    Codebook first = FP32.next("item", null, Samples.line(10, 20), 8, 0);
    int ten = clusterAt(first, 10);

    Codebook second =
        FP32.next("item", first, Samples.weighted(new float[] {11, 10, 20}, 99, 1, 1), 8, 1);

    assertThat(clusterAt(second, 10)).isEqualTo(ten);
    assertThat(second.k()).isEqualTo(3);
    assertThat(changedAt(second, 10)).isEqualTo(1);
  }

  @Test
  void idsLeftWithoutAPointAreUsedBeforeNewOnes() {
    Codebook first = FP32.next("item", null, Samples.line(0, 10, 20), 8, 0);

    // All come to 20, and 21 is the nearest.
    Codebook second = FP32.next("item", first, Samples.line(23, 24, 21, 25), 8, 1);

    assertThat(second.ids()).containsExactly(0, 1, 2, 3);
    assertThat(second.born()).containsExactly(3);
    assertThat(clusterAt(second, 21)).isEqualTo(clusterAt(first, 20));
  }

  @Test
  void nothingChangesWhereTheHeadIsTheSame() {
    for (CodebookMaker maker : new CodebookMaker[] {FP32, INT8}) {
      for (int k : new int[] {5, 200}) {
        Head head = Samples.blobs(21, 150, 5, 5);
        Codebook first =
            maker(maker == FP32 ? Encoding.FP32 : Encoding.INT8, 200)
                .next("item", null, head, k, 0);
        Codebook second = maker.next("item", first, head, k, 1);

        assertThat(second.changed()).containsOnly(1);
        assertThat(second.ids()).isEqualTo(first.ids());
      }
    }
  }

  @Test
  void distortionIsTheShareOfTheSpreadThatIsLost() {
    Codebook codebook = FP32.next("item", null, Samples.line(0, 2, 10, 12), 2, 0);
    Head head = Samples.weighted(new float[] {2, 13}, 3, 1);
    // Centroids 1 and 11: error 3 * 1^2 + 2^2 = 7. Mean 4.75: spread 3 * 2.75^2 + 8.25^2 = 90.75.

    assertThat(FP32.distortion(codebook, head)).isCloseTo(7 / 90.75, within(1e-12));
    assertThat(codebook.distortion()).isCloseTo(4 / 104.0, within(1e-12));
  }

  @Property(tries = 50)
  void distortionOfACodebookIsThatOnItsHead(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int k, @ForAll Encoding encoding) {
    Head head = Samples.blobs(seed, 60, 4, 6);
    Codebook codebook = maker(encoding).next("item", null, head, k, 0);

    assertThat(maker(encoding).distortion(codebook, head)).isEqualTo(codebook.distortion());
  }

  @Test
  void oneCentroidIsADistortionOfOne() {
    Codebook codebook = FP32.next("item", null, Samples.blobs(3, 100, 6, 4), 1, 0);

    assertThat(codebook.distortion()).isCloseTo(1, within(1e-9));
  }

  @Test
  void distortionWithoutSpreadIsZeroOrOne() {
    Codebook codebook = FP32.next("item", null, Samples.line(5), 1, 0);

    assertThat(FP32.distortion(codebook, Samples.line(5, 5))).isZero();
    assertThat(FP32.distortion(codebook, Samples.line(6, 6))).isEqualTo(1);
  }

  @Test
  void theGridsErrorIsLittleBesideAHeadThatIsAllButOnePoint() {
    // The others have a millionth of the weight, so the spread is less than the grid's error.
    Head head = Samples.weighted(new float[] {3, 5, 3.001f, 5, 3, 5.001f}, 100_000_000, 50, 50);

    Codebook codebook = INT8.next("item", null, head, 1, 0);

    assertThat(codebook.distortion()).isBetween(1e-6, 0.1);
    assertThat(INT8.distortion(codebook, head)).isEqualTo(codebook.distortion());
  }

  @Test
  void unitIsTheMeanSquaredDistanceOfADistortionOfOne() {
    // Mean 6, each at a squared distance of 26 on the average.
    assertThat(FP32.next("item", null, Samples.line(0, 2, 10, 12), 2, 0).unit())
        .isCloseTo(26, within(1e-12));
    // No spread: 2^-10 of the squared length.
    assertThat(FP32.next("item", null, Samples.line(32, 32), 2, 0).unit()).isEqualTo(1);
  }

  @Test
  void featuresThatWereNotSeenStillGetACodebook() {
    Head head = new Head(1, new float[] {1, 5, 9}, new long[] {0, 0, 0}, 0);

    Codebook codebook = FP32.next("item", null, head, 2, 0);

    assertThat(codebook.k()).isEqualTo(2);
    assertThat(codebook.headCoverage()).isEqualTo(1);
    assertThat(codebook.weights()).containsOnly(0);
    assertThat(codebook.distortion()).isBetween(0.2, 0.3);
  }

  @Test
  void rejectsWhatItCannotCluster() {
    Codebook codebook = FP32.next("item", null, Samples.line(5), 1, 0);
    Head flat = new Head(2, new float[2], new long[1], 0);

    assertThatThrownBy(() -> FP32.next("item", null, Samples.line(5), 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k must be at least 1: 0");
    assertThatThrownBy(() -> FP32.next("item", null, Samples.line(), 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head has no features");
    assertThatThrownBy(() -> FP32.next("item", null, Samples.line(1, Float.NaN), 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding of row 1 is not finite: NaN");
    assertThatThrownBy(
            () -> FP32.next("item", null, Samples.weighted(new float[] {1, 2}, 1, -1), 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frequency of row 1 is negative: -1");
    assertThatThrownBy(() -> FP32.next("item", codebook, flat, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head has 2 dimensions, the codebook has 1");
    assertThatThrownBy(() -> FP32.distortion(codebook, flat))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClusteringOptions(0, Encoding.INT8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("iterations must be at least 1: 0");
  }

  private static CodebookMaker maker(Encoding encoding) {
    return maker(encoding, 10);
  }

  private static CodebookMaker maker(Encoding encoding, int iterations) {
    return new EvolvingCodebookMaker(new ClusteringOptions(iterations, encoding));
  }

  /** {@code distinct} points anywhere, each up to {@code times} times, in some order. */
  private static Head repeated(Random random, int distinct, int times, int dim) {
    float[] points = Samples.gaussian(random, distinct * dim, 10);
    float[] values = new float[distinct * times * dim];
    long[] frequencies = new long[distinct * times];
    for (int i = 0; i < frequencies.length; i++) {
      System.arraycopy(points, i % distinct * dim, values, i * dim, dim);
      frequencies[i] = random.nextInt(3);
    }
    return Samples.weighted(values, frequencies);
  }

  private static void assertThatKinsAreRight(Codebook before, Codebook after) {
    assertThat(after.born()).isEqualTo(without(after.ids(), before.ids()));
    assertThat(after.retired()).isEqualTo(without(before.ids(), after.ids()));
    assertThat(without(after.born(), before.retired())).isEqualTo(after.born());
    assertThat(after.bornFrom()).hasSameSizeAs(after.born());
    assertThat(Arrays.stream(after.bornFrom())).allMatch(parent -> before.rowOf(parent) >= 0);
    assertThat(after.retiredTo()).hasSameSizeAs(after.retired());
    assertThat(Arrays.stream(after.retiredTo())).allMatch(heir -> after.rowOf(heir) >= 0);
  }

  private static int[] without(int[] ids, int[] others) {
    return Arrays.stream(ids)
        .filter(id -> Arrays.stream(others).noneMatch(other -> other == id))
        .toArray();
  }

  private static int[] clustersOf(Codebook codebook, Head head) {
    return Arrays.stream(WeightedPoints.of(head).assign(codebook.centroids()))
        .map(row -> codebook.ids()[row])
        .toArray();
  }

  private static int clusterAt(Codebook codebook, float value) {
    return codebook.ids()[NearestCentroids.of(codebook).nearest(new float[] {value}, 0)];
  }

  private static long changedAt(Codebook codebook, float value) {
    return codebook.changed()[codebook.rowOf(clusterAt(codebook, value))];
  }
}
