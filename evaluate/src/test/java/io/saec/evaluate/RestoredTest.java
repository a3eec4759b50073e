package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.SplitMix64;
import io.saec.model.ValueCode;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What compresses a model after its training, by field. */
class RestoredTest {
  private static float[] noise(int floats, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[] noise = new float[floats];
    for (int at = 0; at < floats; at++) {
      noise[at] = random.nextNoise();
    }
    return noise;
  }

  @Test
  void int8IsOffByHalfAStepAtTheMost() {
    float[] values = noise(300, 1);
    float[] snapped = Int8.snap(values, 3);
    for (int column = 0; column < 3; column++) {
      float greatest = 0;
      for (int at = column; at < values.length; at += 3) {
        greatest = Math.max(greatest, Math.abs(values[at]));
      }
      Set<Integer> steps = new HashSet<>();
      for (int at = column; at < values.length; at += 3) {
        float step = greatest / 127;
        assertThat(snapped[at]).isCloseTo(values[at], within(step * 0.5001f));
        steps.add(Math.round(snapped[at] / step));
      }
      assertThat(steps).allMatch(step -> Math.abs(step) <= 127);
    }
    assertThat(Int8.snap(new float[4], 2)).containsOnly(0);
    assertThat(Int8.bytes(100, 17)).isEqualTo(100 * 17 + 17 * 4);
  }

  @Test
  void codedValuesKeepToTheirBits() {
    float[] values = noise(300, 1);
    float[] snapped = new Precision(4).snap(values, 3);
    float step = Float.MAX_VALUE;
    for (float value : snapped) {
      step = value == 0 ? step : Math.min(step, Math.abs(value));
    }
    byte[] wholes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      assertThat(snapped[at]).isCloseTo(values[at], within(step * 0.5001f));
      wholes[at] = (byte) Math.round(snapped[at] / step);
    }
    assertThat(new Precision(4).bytes(100, 3)).isEqualTo(150 + 4);
    assertThat(ValueCode.bytes(wholes, 3)).isBetween(140L, 150L);
    assertThat(Precision.BYTE.snap(values, 3)).isEqualTo(Int8.snap(values, 3));
    assertThat(Precision.BYTE.bytes(100, 17)).isEqualTo(Int8.bytes(100, 17));
  }

  @Test
  void kMeansFindsBlobs() {
    float[] points = noise(2 * 90, 2);
    for (int i = 0; i < 90; i++) {
      points[2 * i] = 0.01f * points[2 * i] + 10 * (i % 3);
    }
    Clustered clustered = Clustered.of(points, 2, 12, 5);
    float[] restored = clustered.restored(2, Precision.BYTE);
    for (int i = 0; i < 90; i++) {
      assertThat(restored[2 * i]).isCloseTo(10 * (i % 3), within(0.2f));
    }
    assertThat(Clustered.of(points, 2, 12, 5).rows()).isEqualTo(clustered.rows());
  }

  @Test
  void asManyClustersAsPointsLoseOnlyTheGrid() {
    float[] points = noise(60, 3);
    assertThat(Clustered.of(points, 3, 20, 1).restored(3, Precision.BYTE))
        .isEqualTo(Int8.snap(points, 3));
    FieldEmbeddings field =
        new FieldEmbeddings("f", 3, Collections.nCopies(20, "x"), points, new long[20]);
    assertThat(ProductQuantisation.restore(field, 20, 1, Precision.BYTE))
        .isEqualTo(Int8.snap(points, 3));
  }

  /** 300 features of 5 dimensions: 2 bits are 2 * 75 bytes of ids, 4 * 5 of centroids, 20 steps. */
  @Test
  void productQuantisationTakesTheMostBitsThatFit() {
    int[] features = {300};
    assertThat(ProductQuantisation.plan(features, 5, 190, Precision.BYTE))
        .hasValueSatisfying(
            plan -> {
              assertThat(plan.sizes()).containsExactly(4);
              assertThat(plan.bytes()).isEqualTo(190);
            });
    assertThat(ProductQuantisation.plan(features, 5, 189, Precision.BYTE))
        .hasValueSatisfying(plan -> assertThat(plan.sizes()).containsExactly(2));
    assertThat(ProductQuantisation.plan(features, 5, Long.MAX_VALUE, Precision.BYTE))
        .hasValueSatisfying(plan -> assertThat(plan.sizes()).containsExactly(256));
    assertThat(ProductQuantisation.plan(features, 5, 50, Precision.BYTE)).isEmpty();
  }

  @Property(tries = 50)
  void productQuantisationKeepsEachHalf(
      @ForAll @IntRange(min = 1, max = 4) int k, @ForAll long seed) {
    float[] points = noise(5 * 40, seed);
    FieldEmbeddings field =
        new FieldEmbeddings("f", 5, Collections.nCopies(40, "x"), points, new long[40]);
    float[] restored = ProductQuantisation.restore(field, k, 1, Precision.BYTE);
    Set<String> left = new HashSet<>();
    Set<String> right = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      left.add(restored[5 * i] + "," + restored[5 * i + 1] + "," + restored[5 * i + 2]);
      right.add(restored[5 * i + 3] + "," + restored[5 * i + 4]);
    }
    assertThat(left).hasSizeLessThanOrEqualTo(k);
    assertThat(right).hasSizeLessThanOrEqualTo(k);
  }
}
