package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldWindowTest {
  private static final float[] ANY = {1, 2};

  private final FieldWindow window = new FieldWindow("item", 2, 3);

  @Test
  void whatLeavesTheWindowIsNoLongerCountedButStaysLive() {
    window.embed(0, ANY);
    window.see(0, 10, 5);
    window.see(0, 12, 2);
    assertThat(snapshot(12).share().frequencies()).containsExactly(7);
    assertThat(snapshot(13).share().frequencies()).containsExactly(2);
    assertThat(snapshot(20).share().frequencies()).containsExactly(0);
    assertThat(snapshot(20).live()).isOne();
    assertThat(snapshot(20).seen()).isZero();
  }

  @Test
  void aLateOccurrenceCountsWhileItsPaneIsInTheWindow() {
    window.embed(0, ANY);
    window.see(0, 10, 1);
    window.see(0, 8, 2);
    window.see(0, 7, 4);
    assertThat(snapshot(10).share().frequencies()).containsExactly(3);
  }

  @Test
  void theMostFrequentComeFirstAndEqualsByNumber() {
    for (int feature = 0; feature < 4; feature++) {
      window.embed(feature, new float[] {feature, 10 + feature});
      window.see(feature, 0, feature == 2 ? 9 : 1);
    }
    FieldSnapshot snapshot = snapshot(0);
    assertThat(snapshot.features()).containsExactly(2, 0, 1, 3);
    assertThat(snapshot.share().frequencies()).containsExactly(9, 1, 1, 1);
    assertThat(snapshot.share().embeddings()).containsExactly(2, 12, 0, 10, 1, 11, 3, 13);
    assertThat(snapshot.head(0.7, 10, 1).embeddings()).containsExactly(2, 12);
  }

  @Test
  void aFeatureWithoutAnEmbeddingIsNotLive() {
    window.see(0, 0, 1);
    window.see(1, 0, 1);
    window.embed(1, ANY);
    assertThat(snapshot(0).features()).containsExactly(1);
    assertThat(snapshot(0).share().occurrences()).isOne();
  }

  private FieldSnapshot snapshot(long pane) {
    window.advance(pane);
    return window.snapshot(pane);
  }
}
