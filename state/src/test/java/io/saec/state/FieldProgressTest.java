package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldProgressTest {
  private static final FieldProgress BEFORE =
      new FieldProgress(7, new int[] {3, 0, FieldProgress.EMPTIED, 4});

  @Test
  void shardsThatSayNothingStayAsTheyWere() {
    assertThat(BEFORE.at(8, Map.of())).isEqualTo(new FieldProgress(8, BEFORE.live()));
  }

  @Test
  void aShardThatHadFeaturesIsEmptiedAndOneThatNeverDidIsNot() {
    FieldProgress after = BEFORE.at(8, Map.of(0, 0, 1, 0, 2, 0));

    assertThat(after.live()).containsExactly(FieldProgress.EMPTIED, 0, FieldProgress.EMPTIED, 4);
    assertThat(BEFORE.live()).as("is not written to").startsWith(3);
  }

  @Test
  void anEmptiedShardMayFillAgain() {
    assertThat(BEFORE.at(8, Map.of(2, 5)).live()).containsExactly(3, 0, 5, 4);
  }

  @Test
  void emptiedShardsCountNoFeatures() {
    assertThat(BEFORE.features()).isEqualTo(7);
  }
}
