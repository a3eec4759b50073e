package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftingFieldTest {
  private static final DriftingFieldOptions OPTIONS =
      new DriftingFieldOptions("user", 4, 2_000, 0.01, 0.75, 20_000, 40);

  private final DriftingField field = new DriftingField(OPTIONS, 1);
  private final FieldWindow window = new FieldWindow("user", 4, 5);
  private FieldSnapshot first;

  @BeforeEach
  void firstDays() {
    first = after(0, 5);
  }

  @Test
  void theSeedDecidesEverything() {
    FieldWindow other = new FieldWindow("user", 4, 5);
    DriftingField same = new DriftingField(OPTIONS, 1);
    DriftingField different = new DriftingField(OPTIONS, 2);
    for (long day = 0; day < 5; day++) {
      same.day(day, other);
    }
    assertThat(other.snapshot(0).share().embeddings()).isEqualTo(first.share().embeddings());
    assertThat(other.snapshot(0).features()).isEqualTo(first.features());
    FieldWindow third = new FieldWindow("user", 4, 5);
    different.day(0, third);
    assertThat(third.snapshot(0).features()).isNotEqualTo(first.features());
  }

  @Test
  void itIsSeenAsOftenAsAsked() {
    assertThat(first.share().occurrences()).isBetween(98_000L, 102_000L);
  }

  @Test
  void fewFeaturesHoldMuchOfIt() {
    int head = first.head(0.4, 2_000, 1).size();
    assertThat(head / (double) first.seen()).isBetween(0.02, 0.08);
  }

  @Test
  void featuresComeAllTheTime() {
    FieldSnapshot later = after(5, 25);
    assertThat(later.live() - first.live()).isBetween(350, 650);
    assertThat(Arrays.stream(later.features()).max().getAsInt()).isBetween(2_400, 2_600);
  }

  @Test
  void featuresOfDeadGroupsAreNotSeenAgain() {
    FieldSnapshot later = after(5, 60);
    // A tenth of the groups has died; half of their features went with them.
    assertThat(later.live() - later.seen()).isBetween(100, 700);
  }

  @Test
  void embeddingsMoveSlowly() {
    float[] then = embeddings(first);
    float[] now = embeddings(after(5, 12));
    double[] moved = new double[101];
    for (int i = 0; i < moved.length; i++) {
      int feature = first.features()[i];
      moved[i] = Errors.squaredDistance(then, feature, now, feature, 4);
    }
    Arrays.sort(moved);
    // Seven steps of 0.03 in four dimensions; a few lost their group and went further.
    double walked = 7 * 4 * 0.03 * 0.03;
    assertThat(moved[50]).isBetween(0.5 * walked, 1.5 * walked);
    assertThat(moved[100]).isGreaterThan(5 * walked);
  }

  private FieldSnapshot after(long from, long to) {
    for (long day = from; day < to; day++) {
      field.day(day, window);
    }
    return window.snapshot(to);
  }

  /** By feature, shape [features, 4]. */
  private static float[] embeddings(FieldSnapshot snapshot) {
    float[] embeddings = new float[snapshot.numbers() * 4];
    for (int row = 0; row < snapshot.live(); row++) {
      System.arraycopy(
          snapshot.share().embeddings(), row * 4, embeddings, snapshot.features()[row] * 4, 4);
    }
    return embeddings;
  }
}
