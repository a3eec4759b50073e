package io.saec.operators.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.HeadShare;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReclusteringTest {
  private static final Rules RULES = new TestRules().interval(10).distortionRise(0.2).build();
  private static final Reclustering RECLUSTERING = reclustering(RULES);
  private static final HeadShare TWO_GROUPS = share(1, 0, 1, 9, 10);

  private static Reclustering reclustering(Rules rules) {
    return new Reclustering(rules, new EvolvingCodebookMaker(rules.clustering()));
  }

  private static HeadShare share(long frequency, float... line) {
    long[] frequencies = new long[line.length];
    Arrays.fill(frequencies, frequency);
    return new HeadShare(line.length, frequency * line.length, 1, line, frequencies);
  }

  private static @Nullable Codebook at(
      long boundary, @Nullable Codebook previous, HeadShare... shares) {
    return RECLUSTERING.at(boundary, TestRules.ITEM, previous, List.of(shares), 4);
  }

  private static Codebook first() {
    return Objects.requireNonNull(at(5, null, TWO_GROUPS));
  }

  @Test
  void theFirstHeadMakesTheFirstCodebookAsOfItsBoundary() {
    assertThat(first().version()).isEqualTo(1);
    assertThat(first().boundary()).isEqualTo(50);
    assertThat(first().centroids()).containsExactlyInAnyOrder(0.5f, 9.5f);
  }

  @Test
  void nothingIsMadeOfNoFeature() {
    assertThat(at(5, null)).isNull();
    assertThat(at(5, null, share(1))).isNull();
  }

  @Test
  void theCodebookStaysUntilItsIntervalIsUp() {
    assertThat(at(14, first(), TWO_GROUPS)).isNull();
    assertThat(at(15, first(), TWO_GROUPS)).extracting(Codebook::version).isEqualTo(2L);
  }

  @Test
  void aRiseOfTheDistortionBringsItForward() {
    assertThat(at(6, first(), share(1, 0, 1, 9, 11))).as("a little worse").isNull();
    assertThat(at(6, first(), share(1, 0, 40, 41, 42))).extracting(Codebook::version).isEqualTo(2L);
  }

  @Test
  void aWindowWithoutOccurrencesChangesNothing() {
    assertThat(at(500, first(), share(0, 0, 40, 41, 42))).isNull();
  }

  @Test
  void theHeadIsCutByCoverageAndSizeOfTheWholeField() {
    FieldRules field = FieldRules.of("item", 1, new ClusterCount(1, 0, 0, 1));
    HeadShare busy = new HeadShare(3, 100, 1, new float[] {1, 2, 3}, new long[] {60, 30, 10});
    HeadShare quiet = new HeadShare(1, 1, 1, new float[] {4}, new long[] {1});

    Codebook covered =
        reclustering(new TestRules().head(0.85, 100).build())
            .at(1, field, null, List.of(busy, quiet), 4);
    Codebook capped =
        reclustering(new TestRules().head(1, 3).build())
            .at(1, field, null, List.of(busy, quiet), 4);

    assertThat(covered).extracting(Codebook::headFeatures).isEqualTo(2);
    assertThat(capped).extracting(Codebook::headFeatures).isEqualTo(3);
  }

  @Test
  void theSharesFeaturesTogetherDecideOnTheNumberOfClusters() {
    FieldRules half = FieldRules.of("item", 1, new ClusterCount(0, 0.5, 0, 100));

    Codebook made =
        RECLUSTERING.at(1, half, null, List.of(share(1, 0, 10, 20), share(1, 30, 40, 50)), 6);

    assertThat(made).extracting(Codebook::k).isEqualTo(3);
  }
}
