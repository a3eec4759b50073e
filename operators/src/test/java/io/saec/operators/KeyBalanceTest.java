package io.saec.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.FieldShard;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBalanceTest {
  private static final int MAX_PARALLELISM = 1024;
  private static final int SHARDS = 128;
  private static final List<String> FIELDS =
      List.of(
          "customer",
          "item",
          "family",
          "price_bucket",
          "kind",
          "theme",
          "last_item",
          "country",
          "hour",
          "dow",
          "month");

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void shardsAreSpreadEvenlyOverSubtasks(int parallelism) {
    int[] keys = new int[parallelism];
    for (String field : FIELDS) {
      for (int shard = 0; shard < SHARDS; shard++) {
        long key = FieldShard.key(FieldShard.fieldId(field), shard);
        keys[
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                key, MAX_PARALLELISM, parallelism)]++;
      }
    }

    double mean = FIELDS.size() * SHARDS / (double) parallelism;
    for (int ofSubtask : keys) {
      assertThat(ofSubtask / mean).isLessThan(1.2);
    }
  }
}
