package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.1, 2})
  void ranksComeAsOftenAsThePowerLawSays(double exponent) {
    int n = 50;
    int draws = 400_000;
    Zipf zipf = new Zipf(exponent);
    SplitMix64 random = new SplitMix64(7);
    int[] counts = new int[n + 1];
    for (int i = 0; i < draws; i++) {
      counts[zipf.draw(n, random)]++;
    }
    double total = 0;
    for (int rank = 1; rank <= n; rank++) {
      total += Math.pow(rank, -exponent);
    }
    for (int rank = 1; rank <= n; rank++) {
      double expected = Math.pow(rank, -exponent) / total;
      double fiveSigma = 5 * Math.sqrt(expected / draws);
      assertThat((double) counts[rank] / draws).isCloseTo(expected, within(fiveSigma));
    }
  }

  @Property
  void ranksAreInRangeThoughTheRangeChanges(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 1.01, max = 3) double exponent,
      @ForAll @IntRange(min = 1, max = 10) int n) {
    Zipf zipf = new Zipf(exponent);
    SplitMix64 random = new SplitMix64(seed);
    for (int m = n; m < 1_000_000; m *= 10) {
      assertThat(zipf.draw(m, random)).isBetween(1, m);
    }
    assertThat(zipf.draw(1, random)).isEqualTo(1);
  }

  @Test
  void exponentOneIsRefused() {
    assertThatThrownBy(() -> new Zipf(1)).hasMessageContaining("not 1: 1.0");
  }
}
