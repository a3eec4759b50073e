package io.saec.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictSentenceTest {
  @Test
  void namesTheSmallestSizeThatIsAsGood() {
    assertThat(VerdictSentence.of(MadeUpReport.withSmallest()))
        .isEqualTo(
            "The smallest size as good as the full model is 8x: 152,900 bytes instead of"
                + " 1,224,000; AUC differs by -0.0004, log loss by +0.07 %.");
  }

  /** 4x is 2.1 times what is allowed away, in log loss; 27x is 3.1 times, in AUC. */
  @Test
  void saysThatThereIsNoneAndWhatIsNearest() {
    assertThat(VerdictSentence.of(MadeUpReport.withoutSmallest()))
        .isEqualTo(
            "There is no size, of 4x, 27x, at which the compressed model is as good as the full"
                + " one; nearest is 4x: AUC differs by -0.0009, log loss by +0.21 %.");
  }

  @Test
  void saysWhatCounts() {
    assertThat(VerdictSentence.rule(MadeUpReport.withSmallest()))
        .isEqualTo(
            "As good means AUC within 0.001 and log loss within 0.1 % of the full model's, either"
                + " way, on the mean over 3 seeds.");
    assertThat(VerdictSentence.rule(MadeUpReport.withoutSmallest()))
        .endsWith(", either way, with one seed.");
  }
}
