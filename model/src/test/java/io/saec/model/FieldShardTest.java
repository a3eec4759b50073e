package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FieldShardTest {
  @Property
  void keysHoldTheirFieldAndShard(
      @ForAll("fields") String field,
      @ForAll @IntRange(max = FieldShard.MAX_SHARDS - 1) int shard) {
    long id = FieldShard.fieldId(field);
    long key = FieldShard.key(id, shard);

    assertThat(FieldShard.fieldIdOf(key)).isEqualTo(id);
    assertThat(FieldShard.shardOf(key)).isEqualTo(shard);
  }

  @Property(tries = 200)
  void idsAreTheUpper48BitsOfTheHash(@ForAll("fields") String field) {
    assertThat(FieldShard.fieldId(field))
        .isEqualTo(Xxh64.of(field.getBytes(StandardCharsets.UTF_8)) >>> 16)
        .isBetween(0L, (1L << 48) - 1);
  }

  @Test
  void goldenId() {
    assertThat(Long.toHexString(FieldShard.fieldId("item"))).isEqualTo("5fe193bb4b6b");
    assertThat(Long.toHexString(FieldShard.key(FieldShard.fieldId("item"), 12)))
        .isEqualTo("5fe193bb4b6b000c");
  }

  @Provide
  Arbitrary<String> fields() {
    return Samples.fields();
  }
}
