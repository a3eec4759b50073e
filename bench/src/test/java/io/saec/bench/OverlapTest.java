package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.events.SplitMix64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OverlapTest {
  @Test
  void sameNeedsTheSameIdInBoth() {
    int[] before = {0, 1, 1, Overlap.NONE, 2};
    int[] after = {0, 1, 0, 5, Overlap.NONE, 2};
    assertThat(Overlap.common(before, after)).isEqualTo(3);
    assertThat(Overlap.same(before, after)).isEqualTo(2);
  }

  @Test
  void theMatchingIsTheBestOfAllNotTheGreediest() {
    // 0 and 7 have 4 features in common, the most; but 0 with 8 and 1 with 7 keep 6.
    int[] before = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
    int[] after = {7, 7, 7, 7, 8, 8, 8, 7, 7, 7};
    assertThat(Overlap.mostSame(before, after)).isEqualTo(6);
  }

  @Test
  void nothingInCommonIsNothingTheSame() {
    int[] none = {Overlap.NONE};
    assertThat(Overlap.mostSame(none, new int[] {0})).isZero();
    assertThat(Overlap.mostSame(new int[] {0}, none)).isZero();
  }

  @Property(tries = 50)
  void aPureRelabellingLeavesEverythingTheSame(@ForAll @IntRange(min = 1, max = 30) int clusters) {
    SplitMix64 random = new SplitMix64(clusters);
    int[] before = new int[200];
    int[] after = new int[200];
    for (int feature = 0; feature < before.length; feature++) {
      before[feature] = random.nextInt(clusters);
      after[feature] = 1_000 + (before[feature] * 7 + 3) % 31;
    }
    assertThat(Overlap.same(before, after)).isZero();
    assertThat(Overlap.mostSame(before, after)).isEqualTo(before.length);
  }

  /** Against all ways there are to match four clusters with four. */
  @Property(tries = 50)
  void noOtherMatchingIsBetter(@ForAll long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int[] before = new int[40];
    int[] after = new int[40];
    for (int feature = 0; feature < before.length; feature++) {
      before[feature] = random.nextInt(4);
      after[feature] = random.nextInt(4);
    }
    assertThat(Overlap.mostSame(before, after)).isEqualTo(best(before, after, new int[4], 0));
  }

  private static long best(int[] before, int[] after, int[] names, int next) {
    if (next == names.length) {
      int[] renamed = after.clone();
      for (int feature = 0; feature < renamed.length; feature++) {
        renamed[feature] = names[after[feature]];
      }
      return Overlap.same(before, renamed);
    }
    long best = 0;
    for (int name = 0; name < names.length; name++) {
      boolean taken = false;
      for (int i = 0; i < next; i++) {
        taken |= names[i] == name;
      }
      if (!taken) {
        names[next] = name;
        best = Math.max(best, best(before, after, names, next + 1));
      }
    }
    return best;
  }
}
