package io.saec.operators.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.Codebook;
import io.saec.clustering.EvolvingCodebookMaker;
import io.saec.clustering.Head;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import io.saec.state.FieldHead;
import io.saec.state.FieldProgress;
import io.saec.state.Quota;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReclusteringTest {
  private static final FieldRules SHARE =
      FieldRules.of("item", 1, new ClusterCount(0, 0.5, 0, 100));
  private static final FieldRules BUDGETED =
      FieldRules.of("item", 1, new ClusterCount(0, 1, 2, 100, true));
  private static final float[] TWO_GROUPS = {0, 1, 9, 10};

  private static TestRules rules() {
    return new TestRules().interval(10).distortionRise(0.2).growth(2);
  }

  private final Story story = new Story(rules().build());

  /** A field over several boundaries. */
  private static final class Story {
    private final Reclustering reclustering;
    private @Nullable Decision last;
    private @Nullable Codebook inForce;
    private @Nullable Quota quota;

    Story(Rules rules) {
      this.reclustering = new Reclustering(rules, new EvolvingCodebookMaker(rules.clustering()));
    }

    /** Features on a line, each as frequent. */
    Decision at(long boundary, FieldRules field, long frequency, float... line) {
      long[] frequencies = new long[line.length];
      Arrays.fill(frequencies, frequency);
      FieldHead head =
          new FieldHead(
              field.id(),
              new FieldProgress(boundary, new int[] {line.length}),
              new Head(1, line, frequencies, frequency * line.length));
      Decision decision =
          reclustering.at(head, field, inForce, last == null ? null : last.considered(), quota);
      last = decision;
      inForce = decision.published() == null ? inForce : decision.published();
      return decision;
    }

    Because at(long boundary, float... line) {
      return at(boundary, TestRules.ITEM, 1, line).because();
    }

    Story grant(long boundary, int clusters) {
      quota = new Quota(BUDGETED.id(), boundary, clusters);
      return this;
    }
  }

  private static Codebook published(Decision decision) {
    return Objects.requireNonNull(decision.published());
  }

  @Test
  void theFirstHeadMakesTheFirstCodebookAsOfItsBoundary() {
    Decision first = story.at(5, TestRules.ITEM, 1, TWO_GROUPS);

    assertThat(first.because()).isEqualTo(Because.FIRST);
    assertThat(published(first).version()).isEqualTo(1);
    assertThat(published(first).boundary()).isEqualTo(50);
    assertThat(published(first).centroids()).containsExactlyInAnyOrder(0.5f, 9.5f);
  }

  @Test
  void theCodebookStaysUntilItsIntervalIsUp() {
    story.at(5, TWO_GROUPS);

    assertThat(story.at(14, TWO_GROUPS)).isEqualTo(Because.NOTHING);
    assertThat(story.at(15, TWO_GROUPS)).isEqualTo(Because.INTERVAL);
    assertThat(story.at(24, TWO_GROUPS)).isEqualTo(Because.NOTHING);
  }

  @Test
  void aRiseOfTheDistortionBringsItForward() {
    story.at(5, TWO_GROUPS);

    assertThat(story.at(8, 0, 1, 9, 11)).as("a little worse").isEqualTo(Because.NOTHING);
    assertThat(story.at(9, 0, 40, 41, 42)).isEqualTo(Because.DRIFT);
  }

  @Test
  void driftBringsItForwardNoSoonerThanAfterAQuarterOfTheInterval() {
    story.at(5, TWO_GROUPS);

    assertThat(story.at(7, 0, 40, 41, 42)).isEqualTo(Because.NOTHING);
    assertThat(story.at(8, 0, 40, 41, 42)).isEqualTo(Because.DRIFT);
  }

  @Test
  void theRiseCountsFromWhatWasLastConsideredThoughItWasNotPublished() {
    Story demanding = new Story(rules().leastGain(2).build());
    demanding.at(5, TWO_GROUPS);

    assertThat(demanding.at(8, 0, 40, 41, 42)).isEqualTo(Because.DRIFT);
    assertThat(demanding.at(12, 0, 40, 41, 42)).isEqualTo(Because.NOTHING);
  }

  @Test
  void growthBringsItForward() {
    assertThat(story.at(5, SHARE, 1, 0, 1, 9, 10).because()).isEqualTo(Because.FIRST);

    assertThat(story.at(6, SHARE, 1, 0, 1, 9, 10, 11, 12).because()).isEqualTo(Because.NOTHING);
    Decision grown = story.at(7, SHARE, 1, 0, 1, 9, 10, 11, 12, 20, 21);
    assertThat(grown.because()).isEqualTo(Because.GROWTH);
    assertThat(published(grown).k()).isEqualTo(4);
  }

  @Test
  void aWindowWithoutOccurrencesChangesNothing() {
    story.at(5, TWO_GROUPS);

    assertThat(story.at(500, TestRules.ITEM, 0, 0, 40, 41, 42).because())
        .isEqualTo(Because.NOTHING);
  }

  @Test
  void whatGainsTooLittleIsNotPublishedAndNotTriedAgainBeforeTheNextInterval() {
    Story demanding = new Story(rules().leastGain(0.1).build());
    demanding.at(5, TWO_GROUPS);

    Decision skipped = demanding.at(15, TestRules.ITEM, 1, 0, 1, 9, 10.1f);
    assertThat(skipped.because()).isEqualTo(Because.INTERVAL);
    assertThat(skipped.made()).isNotNull();
    assertThat(skipped.published()).isNull();
    assertThat(demanding.at(16, 0, 1, 9, 10.1f)).isEqualTo(Because.NOTHING);

    Decision worth = demanding.at(25, TestRules.ITEM, 1, 0, 1, 19, 20);
    assertThat(published(worth).version()).as("versions are not used up").isEqualTo(2);
  }

  @Test
  void aQuotaIsKeptToAtItsBoundary() {
    Decision first = story.grant(5, 3).at(5, BUDGETED, 1, 0, 1, 9, 10, 20, 21);
    Decision second = story.at(9, BUDGETED, 1, 0, 1, 9, 10, 20, 21);
    Decision third = story.grant(10, 4).at(10, BUDGETED, 1, 0, 1, 9, 10, 20, 22);

    assertThat(published(first).k()).isEqualTo(3);
    assertThat(second.because()).isEqualTo(Because.NOTHING);
    assertThat(third.because()).isEqualTo(Because.INTERVAL);
    assertThat(published(third).k()).isEqualTo(4);
  }

  @Test
  void aQuotaThatShrankIsKeptToThoughNothingIsGained() {
    Story demanding = new Story(rules().leastGain(0.1).build());
    demanding.grant(5, 3).at(5, BUDGETED, 1, 0, 1, 9, 10, 20, 21);

    Decision shrunk = demanding.grant(10, 2).at(10, BUDGETED, 1, 0, 1, 9, 10, 20, 21);
    assertThat(published(shrunk).k()).isEqualTo(2);
  }

  @Test
  void withoutAQuotaYetNothingIsMade() {
    assertThat(story.at(5, BUDGETED, 1, TWO_GROUPS).made()).isNull();
    assertThat(story.at(6, BUDGETED, 1, 0, 1).made())
        .as("below the floor each has its own")
        .isNotNull();
  }
}
