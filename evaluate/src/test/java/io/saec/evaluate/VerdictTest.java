package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.evaluate.EvaluationReport.Compressed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  /**
   * @param loss in AUC; log loss stays
   */
  private static Compressed compressed(long bytes, double loss) {
    Outcome outcome =
        Outcome.of(List.of(new Quality(0.7 - loss, 0.6)), List.of(new Quality(0.7, 0.6)));
    Size size = new Size(10_000_000, bytes, "packed ids");
    return new Compressed(outcome, bytes, Map.of(ByteCount.PACKED.word(), size), Map.of());
  }

  private static Map<String, Compressed> sizes(double loss, double more) {
    Map<String, Compressed> sizes = new LinkedHashMap<>();
    sizes.put("4x", compressed(2_499_999, loss));
    sizes.put("8x", compressed(1_250_000, loss));
    sizes.put("27x", compressed(370_000, more));
    return sizes;
  }

  @Test
  void isTheSmallestSizeThatIsAsGood() {
    assertThat(Verdict.of(sizes(0.0009, 0.0011)))
        .isEqualTo(
            new Verdict(
                "8x",
                1_250_000,
                "as good as the full model down to 8x, 1,250,000 bytes (packed ids)"));
  }

  @Test
  void betterByAsMuchIsNotAsGood() {
    assertThat(Verdict.of(sizes(-0.0009, -0.0011)).budget()).isEqualTo("8x");
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(Verdict.of(sizes(0.002, 0.003)))
        .isEqualTo(new Verdict(null, 0, "not as good as the full model at any of these sizes"));
  }

  @Test
  void readsTheSameWhereverItIsMade() {
    Locale here = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Verdict.of(sizes(0, 1)).text()).contains(" 1,250,000 bytes");
    } finally {
      Locale.setDefault(here);
    }
  }
}
