package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes in savepoints are a contract: a golden string of a released version is never edited. A new
 * version adds a string, and the old ones must still be read.
 */
class SerializersTest {

  static Stream<Arguments> goldens() {
    return Stream.of(
        Arguments.of(
            FeatureRecordSerializer.INSTANCE,
            Samples.FEATURE,
            "01 03 05 8001 05 01 ac02 00 02 "
                + "fc01 c083a788ca25 01 02 3f000000 c0000000 "
                + "8602 d0d1a788ca25 00 02 3f800000 00000000"),
        Arguments.of(FeatureRecordSerializer.INSTANCE, FeatureRecord.NONE, "01 00 00"),
        Arguments.of(
            FeatureChangeSerializer.INSTANCE,
            Samples.CHANGE,
            "01 5fe193bb4b6b000c 07 383531323341 02 fc01 c083a788ca25 " + "02 3f000000 c0000000"),
        Arguments.of(
            MappedFeatureSerializer.INSTANCE, Samples.MAPPED, "01 22 d804 01 02 3f000000 c0000000"),
        Arguments.of(MappedFeatureSerializer.INSTANCE, Samples.UNSETTLED, "01 01 0a 00"),
        Arguments.of(HeldKeySerializer.INSTANCE, Samples.HELD, "01 000000000000007e 04 e901 2f 23"),
        Arguments.of(
            FieldBoundarySerializer.INSTANCE,
            Samples.FIELD_BOUNDARY,
            "01 00005fe193bb4b6b 000000000000007e"),
        Arguments.of(
            FieldProgressSerializer.INSTANCE,
            Samples.PROGRESS,
            "01 ffffffffffffffff3f 03 00 06 9003"),
        Arguments.of(
            HeadShareSerializer.INSTANCE,
            Samples.SHARE,
            "01 c801 e807 02 04 3f800000 40000000 40400000 40800000 " + "02 ac02 00"),
        Arguments.of(
            CodebookSerializer.INSTANCE,
            Samples.CODEBOOK,
            "02 03 80d08f8f944b 02 02 00 0a "
                + "04 3f800000 40000000 40400000 40800000 "
                + "4024000000000000 3fe0000000000000 02 0e 02 02 03 02 0004 696e7438 "
                + "02 3f000000 3e800000 0a 3fc0000000000000 4004000000000000 08 3fe8000000000000 "
                + "01 0a 01 01 01 04 01 00"));
  }

  static Stream<Arguments> goldensOfOldVersions() {
    return Stream.of(
        Arguments.of(
            CodebookSerializer.INSTANCE,
            Samples.CODEBOOK_WITHOUT_UNIT,
            "01 03 80d08f8f944b 02 02 00 0a "
                + "04 3f800000 40000000 40400000 40800000 "
                + "4024000000000000 3fe0000000000000 02 0e 02 02 03 02 0004 696e7438 "
                + "02 3f000000 3e800000 0a 3fc0000000000000 08 3fe8000000000000 "
                + "01 0a 01 01 01 04 01 00"));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void writesTheBytesOfTheNewestVersion(
      VersionedSerializer<Object> serializer, Object value, String hex) throws IOException {
    assertThat(HexFormat.of().formatHex(write(serializer, value))).isEqualTo(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @MethodSource({"goldens", "goldensOfOldVersions"})
  void readsTheBytesOfEveryVersion(VersionedSerializer<Object> serializer, Object value, String hex)
      throws IOException {
    assertSame(read(serializer, HexFormat.of().parseHex(hex.replace(" ", ""))), value);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void refusesVersionsItDoesNotKnow(VersionedSerializer<Object> serializer, Object value)
      throws IOException {
    byte[] bytes = write(serializer, value);
    byte newest = bytes[0];
    for (byte version : new byte[] {0, (byte) (newest + 1), -1}) {
      bytes[0] = version;
      assertThatThrownBy(() -> read(serializer, bytes))
          .isInstanceOf(IOException.class)
          .hasMessage(
              serializer.getClass().getSimpleName()
                  + " reads versions 1 to "
                  + newest
                  + ", found "
                  + version
                  + ": the state was written by a newer release or is damaged");
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void refusesBytesThatEndEarly(VersionedSerializer<Object> serializer, Object value)
      throws IOException {
    byte[] bytes = write(serializer, value);
    for (int size = 0; size < bytes.length; size++) {
      byte[] part = Arrays.copyOf(bytes, size);
      assertThatThrownBy(() -> read(serializer, part)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void copiesWithinStreams(VersionedSerializer<Object> serializer, Object value)
      throws IOException {
    byte[] bytes = write(serializer, value);
    DataOutputSerializer copy = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(bytes), copy);

    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
    assertThat(serializer.copy(value)).isSameAs(value);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void comesBackFromItsSnapshotInASavepoint(VersionedSerializer<Object> serializer, Object value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<Object> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    TypeSerializer<Object> again = restored.restoreSerializer();
    assertThat(again).isSameAs(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(restored.getClass().getName())
        .as("the name that savepoints hold")
        .isEqualTo(serializer.getClass().getName() + "$Snapshot");
  }

  /** Any value, with the serializer of its kind. */
  record Sample(VersionedSerializer<Object> serializer, Object value) {
    @SuppressWarnings("unchecked") // the value is of the serializer's type
    static <T> Arbitrary<Sample> of(VersionedSerializer<T> serializer, Arbitrary<T> values) {
      return values.map(value -> new Sample((VersionedSerializer<Object>) serializer, value));
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    return Arbitraries.oneOf(
        Sample.of(FeatureRecordSerializer.INSTANCE, Samples.features()),
        Sample.of(FeatureChangeSerializer.INSTANCE, Samples.changes()),
        Sample.of(MappedFeatureSerializer.INSTANCE, Samples.mapped()),
        Sample.of(HeldKeySerializer.INSTANCE, Samples.held()),
        Sample.of(FieldBoundarySerializer.INSTANCE, Samples.fieldBoundaries()),
        Sample.of(FieldProgressSerializer.INSTANCE, Samples.progress()),
        Sample.of(HeadShareSerializer.INSTANCE, Samples.shares()),
        Sample.of(CodebookSerializer.INSTANCE, Samples.codebooks()));
  }

  @Property(tries = 4_000)
  void readsWhatItWroteToTheLastByte(@ForAll("samples") Sample sample) throws IOException {
    byte[] bytes = write(sample.serializer(), sample.value());
    DataInputDeserializer in = new DataInputDeserializer(bytes);

    assertSame(sample.serializer().deserialize(in), sample.value());
    assertThat(in.available()).isZero();
  }

  @Test
  void heldKeysSortByTheirBoundaryInBytes() throws IOException {
    // RocksDB keeps them in the order of their bytes; boundaries of event times are not negative.
    byte[] early = write(HeldKeySerializer.INSTANCE, new HeldKey(255, "z"));
    byte[] late = write(HeldKeySerializer.INSTANCE, new HeldKey(256, "a"));

    assertThat(Arrays.compareUnsigned(early, late)).isNegative();
  }

  private static <T> byte[] write(VersionedSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T read(VersionedSerializer<T> serializer, byte[] bytes) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }

  private static void assertSame(Object found, Object expected) {
    assertThat(found).usingRecursiveComparison().isEqualTo(expected);
  }
}
