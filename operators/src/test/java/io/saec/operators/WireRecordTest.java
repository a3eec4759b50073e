package io.saec.operators;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WireRecordTest {
  private static int partition(long routing, int partitions) {
    return WireRecord.of(routing, new byte[0], null).partition(partitions);
  }

  @Property
  void goesToOneOfThePartitions(
      @ForAll long routing, @ForAll @IntRange(min = 1, max = 1_000) int partitions) {
    assertThat(partition(routing, partitions)).isBetween(0, partitions - 1);
  }

  @Test
  void theShardsOfAFieldSpreadOverAllPartitions() {
    int[] shards = new int[6];
    for (int shard = 0; shard < 120; shard++) {
      shards[partition(TestRules.key(shard), 6)]++;
    }
    for (int number : shards) {
      assertThat(number).isBetween(12, 28);
    }
  }

  @Test
  void aPartitionNeverChanges() {
    // A feature's records must stay in order over every restart and release.
    assertThat(partition(0, 7)).isEqualTo(0);
    assertThat(partition(1, 7)).isEqualTo(5);
    assertThat(partition(TestRules.key(12), 128)).isEqualTo(120);
  }
}
