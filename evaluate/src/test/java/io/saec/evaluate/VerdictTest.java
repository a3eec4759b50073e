package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.evaluate.EvaluationReport.Compressed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static Compressed compressed(long bytes, Quality quality) {
    Outcome outcome = Outcome.of(List.of(quality), List.of(new Quality(0.7, 0.6)));
    Size size = new Size(10_000_000, bytes, "packed ids");
    return new Compressed(outcome, bytes, Map.of(ByteCount.PACKED.word(), size), Map.of());
  }

  private static Map<String, Compressed> sizes(Quality greater, Quality smallest) {
    Map<String, Compressed> sizes = new LinkedHashMap<>();
    sizes.put("4x", compressed(2_499_999, greater));
    sizes.put("8x", compressed(1_250_000, greater));
    sizes.put("27x", compressed(370_000, smallest));
    return sizes;
  }

  @Test
  void isTheSmallestSizeThatIsAsGood() {
    assertThat(Verdict.of(sizes(new Quality(0.6991, 0.6005), new Quality(0.6989, 0.6005))))
        .isEqualTo(
            new Verdict(
                "8x",
                1_250_000,
                "as good as the full model down to 8x, 1,250,000 bytes (packed ids)"));
  }

  @Test
  void logLossCountsAsAucDoes() {
    assertThat(Verdict.of(sizes(new Quality(0.7, 0.6005), new Quality(0.7, 0.6007))).budget())
        .isEqualTo("8x");
  }

  @Test
  void betterByAsMuchIsNotAsGood() {
    assertThat(Verdict.of(sizes(new Quality(0.7009, 0.6), new Quality(0.7011, 0.6))).budget())
        .isEqualTo("8x");
    assertThat(Verdict.of(sizes(new Quality(0.7, 0.5995), new Quality(0.7, 0.5993))).budget())
        .isEqualTo("8x");
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(Verdict.of(sizes(new Quality(0.698, 0.6), new Quality(0.697, 0.6))))
        .isEqualTo(new Verdict(null, 0, "not as good as the full model at any of these sizes"));
  }

  @Test
  void readsTheSameWhereverItIsMade() {
    Locale here = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Verdict.of(sizes(new Quality(0.7, 0.6), new Quality(0.6, 0.7))).text())
          .contains(" 1,250,000 bytes");
    } finally {
      Locale.setDefault(here);
    }
  }
}
