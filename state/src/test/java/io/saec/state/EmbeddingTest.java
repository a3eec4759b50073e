package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static int sign(long ts, float[] values, long otherTs, float[] otherValues) {
    return Integer.signum(Embedding.compare(ts, values, otherTs, otherValues));
  }

  @Test
  void theNewerWinsWhateverItsBytes() {
    assertThat(sign(2, new float[] {0}, 1, new float[] {-9})).isEqualTo(1);
    assertThat(new Embedding(1, 2, new float[] {0}, false).wins(1, new float[] {-9})).isTrue();
    assertThat(new Embedding(1, 2, new float[] {0}, false).wins(2, new float[] {0})).isFalse();
  }

  @Test
  void tiesGoToTheGreaterBytesFromTheFirstValueOn() {
    assertThat(sign(1, new float[] {1, 9}, 1, new float[] {2, 0})).isEqualTo(-1);
    assertThat(sign(1, new float[] {1, 9}, 1, new float[] {1, 8})).isEqualTo(1);
    assertThat(sign(1, new float[] {-0f}, 1, new float[] {0f})).as("0x80… and 0x00…").isEqualTo(1);
    assertThat(sign(1, new float[] {1}, 1, new float[] {1, 0})).isEqualTo(-1);
  }

  @Property
  void isATotalOrder(
      @ForAll @LongRange(max = 2) long aTs,
      @ForAll @Size(max = 3) float[] a,
      @ForAll @LongRange(max = 2) long bTs,
      @ForAll @Size(max = 3) float[] b,
      @ForAll @LongRange(max = 2) long cTs,
      @ForAll @Size(max = 3) float[] c) {
    assertThat(sign(aTs, a, bTs, b)).isEqualTo(-sign(bTs, b, aTs, a));
    if (sign(aTs, a, bTs, b) > 0 && sign(bTs, b, cTs, c) > 0) {
      assertThat(sign(aTs, a, cTs, c)).isEqualTo(1);
    }
  }
}
