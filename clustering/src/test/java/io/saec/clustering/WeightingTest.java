package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.model.Encoding;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightingTest {
  @Test
  void wordsAreThoseOfOptions() {
    assertThat(Weighting.of("frequency")).contains(Weighting.FREQUENCY);
    assertThat(Weighting.of("sqrt")).contains(Weighting.SQRT);
    assertThat(Weighting.of("log")).contains(Weighting.LOG);
    assertThat(Weighting.of("none")).isEmpty();
    assertThat(Weighting.SQRT.word()).isEqualTo("sqrt");
  }

  @Test
  void weighsByFrequency() {
    Head head = Samples.weighted(new float[4], 100, 9, 1, 0);

    assertThat(WeightedPoints.of(head).weights())
        .isEqualTo(WeightedPoints.of(head, Weighting.FREQUENCY).weights())
        .containsExactly(100, 9, 1, 0x1p-20);
    assertThat(WeightedPoints.of(head, Weighting.SQRT).weights())
        .containsExactly(10, 3, 1, 0x1p-20);
    assertThat(WeightedPoints.of(head, Weighting.LOG).weights())
        .containsExactly(Math.log(101), Math.log(10), Math.log(2), 0x1p-20);
  }

  @Test
  void centroidsAreTheMeansByWeight() {
    Head head = Samples.weighted(new float[] {0, 10, 1000}, 81, 1, 400);

    assertThat(nearZero(Weighting.FREQUENCY, head)).isCloseTo(10 / 82f, within(1e-6f));
    assertThat(nearZero(Weighting.SQRT, head)).isCloseTo(1, within(1e-6f));
    assertThat(nearZero(Weighting.LOG, head))
        .isCloseTo((float) (10 * Math.log(2) / (Math.log(82) + Math.log(2))), within(1e-5f));
  }

  @ParameterizedTest
  @EnumSource(Weighting.class)
  void whatIsSaidOfACodebookIsByFrequency(Weighting weighting) {
    Head head = Samples.blobs(5, 200, 4, 9);
    CodebookMaker maker = maker(weighting);

    Codebook codebook = maker.next("item", null, head, 12, 0);

    assertThat(DoubleStream.of(codebook.weights()).sum()).isEqualTo((double) head.occurrences());
    assertThat(codebook.distortion()).isEqualTo(maker.distortion(codebook, head));
    assertThat(codebook.distortion())
        .isEqualTo(maker(Weighting.FREQUENCY).distortion(codebook, head));
  }

  private static float nearZero(Weighting weighting, Head head) {
    float[] centroids = maker(weighting).next("item", null, head, 2, 0).centroids();
    return Math.min(centroids[0], centroids[1]);
  }

  private static CodebookMaker maker(Weighting weighting) {
    return new EvolvingCodebookMaker(new ClusteringOptions(20, Encoding.FP32, weighting));
  }
}
