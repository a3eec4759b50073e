package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Savepoints find state by these names: a change in here loses the state of every running job. */
class DescriptorsTest {

  static Stream<Arguments> maps() {
    return Stream.of(
        Arguments.of(
            Descriptors.FEATURES,
            "features",
            StringSerializer.class,
            FeatureRecordSerializer.class),
        Arguments.of(
            Descriptors.FIELD_HEADS,
            "field-heads",
            LongSerializer.class,
            FieldHeadSerializer.class),
        Arguments.of(Descriptors.QUOTAS, "quotas", LongSerializer.class, QuotaSerializer.class),
        Arguments.of(Descriptors.HEADS, "heads", LongSerializer.class, HeadShareSerializer.class),
        Arguments.of(
            Descriptors.MAPPING, "mapping", StringSerializer.class, MappedFeatureSerializer.class),
        Arguments.of(
            Descriptors.HELD, "held", HeldKeySerializer.class, FeatureChangeSerializer.class),
        Arguments.of(
            Descriptors.CODEBOOKS,
            "codebooks",
            FieldBoundarySerializer.class,
            CodebookSerializer.class));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void mapsKeepTheirNameAndTypes(
      MapStateDescriptor<?, ?> state, String name, Class<?> key, Class<?> value) {
    assertThat(state.getName()).isEqualTo(name);
    assertThat(state.getKeySerializer()).isInstanceOf(key);
    assertThat(state.getValueSerializer()).isInstanceOf(value);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(Descriptors.CODEBOOK, "codebook", CodebookSerializer.class),
        Arguments.of(Descriptors.PROGRESS, "progress", FieldProgressSerializer.class),
        Arguments.of(Descriptors.DRAWN, "drawn", CurveDrawnSerializer.class),
        Arguments.of(Descriptors.CONSIDERED, "considered", ConsideredSerializer.class),
        Arguments.of(Descriptors.SEALED, "sealed", IntSerializer.class));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesKeepTheirNameAndType(ValueStateDescriptor<?> state, String name, Class<?> type) {
    assertThat(state.getName()).isEqualTo(name);
    assertThat(state.getSerializer()).isInstanceOf(type);
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of(Descriptors.GEOMETRY, "geometry", LongSerializer.class),
        Arguments.of(Descriptors.GRANTED, "granted", FieldGrantSerializer.class),
        Arguments.of(Descriptors.WATERMARK, "watermark", LongSerializer.class));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void listsKeepTheirNameAndType(ListStateDescriptor<?> state, String name, Class<?> type) {
    assertThat(state.getName()).isEqualTo(name);
    assertThat(state.getElementSerializer()).isInstanceOf(type);
  }

  @Test
  void everyStateIsPinnedHere() {
    long states =
        Stream.of(Descriptors.class.getFields())
            .filter(field -> field.getType().getSimpleName().endsWith("StateDescriptor"))
            .count();

    assertThat(states).isEqualTo(maps().count() + values().count() + lists().count());
  }

  @Property
  void keysOfHeadsHoldTheirBoundaryAndShard(
      @ForAll @LongRange(min = -1_000, max = (1L << 46) - 1) long boundary,
      @ForAll @IntRange(max = 65_535) int shard) {
    long key = Descriptors.headKey(boundary, shard);

    assertThat(Descriptors.boundaryOf(key)).isEqualTo(boundary);
    assertThat(Descriptors.shardOf(key)).isEqualTo(shard);
  }
}
