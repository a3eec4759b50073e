package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  @Test
  void isSplitMix64() {
    SplitMix64 random = new SplitMix64(0);
    assertThat(random.nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(random.nextLong()).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(random.nextLong()).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void noiseHasMeanZeroAndVarianceOne() {
    SplitMix64 random = new SplitMix64(1);
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double noise = random.nextNoise();
      sum += noise;
      squares += noise * noise;
    }
    assertThat(sum / n).isCloseTo(0, within(0.01));
    assertThat(squares / n).isCloseTo(1, within(0.01));
  }

  @Property
  void boundedIntegersKeepToTheirBound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
    assertThat(new SplitMix64(seed).nextInt(bound)).isBetween(0, bound - 1);
  }

  @Property
  void mixDependsOnBoth(@ForAll long seed, @ForAll long value) {
    assertThat(SplitMix64.mix(seed, value)).isNotEqualTo(SplitMix64.mix(seed, value + 1));
    assertThat(SplitMix64.mix(seed, value)).isNotEqualTo(SplitMix64.mix(seed + 1, value));
  }
}
