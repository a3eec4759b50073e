package io.saec.operators.frequency;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.HeadShare;
import io.saec.operators.ClusterCount;
import io.saec.operators.FieldRules;
import io.saec.operators.Rules;
import io.saec.operators.TestRules;
import org.junit.jupiter.api.Test;

class ShardHeadBuilderTest {
  private static ShardHeadBuilder builder(ClusterCount clusters, Rules rules) {
    return new ShardHeadBuilder(FieldRules.of("item", 1, clusters), rules);
  }

  private static final ClusterCount ONE = new ClusterCount(1, 0, 0, 1);

  @Test
  void ordersByFrequencyThenByName() {
    ShardHeadBuilder builder = builder(ONE, new TestRules().build());
    builder.add("pear", 2, new float[] {1});
    builder.add("fig", 5, new float[] {2});
    builder.add("apple", 2, new float[] {3});

    assertThat(builder.build())
        .usingRecursiveComparison()
        .isEqualTo(new HeadShare(3, 9, 1, new float[] {2, 3, 1}, new long[] {5, 2, 2}));
  }

  @Test
  void coversHalfWayBetweenTheFieldsCoverageAndAll() {
    ShardHeadBuilder builder = builder(ONE, new TestRules().head(0.8, 100).build());
    builder.add("apple", 80, new float[] {1});
    builder.add("fig", 10, new float[] {2});
    builder.add("pear", 10, new float[] {3});

    HeadShare share = builder.build();
    assertThat(share.frequencies()).containsExactly(80, 10);
    assertThat(share.live()).isEqualTo(3);
    assertThat(share.occurrences()).isEqualTo(100);
  }

  @Test
  void holdsNoMoreThanAHeadMay() {
    ShardHeadBuilder builder = builder(ONE, new TestRules().head(1, 2).build());
    for (int i = 0; i < 5; i++) {
      builder.add("f" + i, 1, new float[] {i});
    }

    assertThat(builder.build().size()).isEqualTo(2);
  }

  @Test
  void holdsAsManyAsHaveAVectorOfTheirOwnSeenOrNot() {
    ShardHeadBuilder builder =
        builder(new ClusterCount(0, 0.1, 64, 100), new TestRules().head(0.5, 100).build());
    builder.add("apple", 100, new float[] {1});
    builder.add("fig", 0, new float[] {2});

    assertThat(builder.build().frequencies()).containsExactly(100, 0);
  }

  @Test
  void mayBeEmpty() {
    assertThat(builder(ONE, new TestRules().build()).build())
        .usingRecursiveComparison()
        .isEqualTo(new HeadShare(0, 0, 1, new float[0], new long[0]));
  }
}
