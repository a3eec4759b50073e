package io.saec.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saec.clustering.Codebook;
import io.saec.clustering.HeadShare;
import io.saec.model.Encoding;
import io.saec.operators.decode.Decoded;
import io.saec.operators.decode.DecodedSerializer;
import io.saec.state.VersionedSerializer;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes between tasks; an unaligned checkpoint holds it, so its bytes are a contract too. */
class SerializersTest {
  private static final Occurrences SEEN =
      new Occurrences(TestRules.key(12), "é", -1, 300, 25, new float[] {0.5f});
  private static final Occurrences BARE = new Occurrences(1, "", 2, 0, 0, null);
  private static final WireRecord RECORD =
      new WireRecord(
          3,
          null,
          new byte[] {1, 2},
          List.of(WireRecord.Header.of("a", "b"), WireRecord.Header.of("c", "")));
  private static final WireRecord TOMBSTONE = WireRecord.of(-1, new byte[] {9}, null);

  static Stream<Arguments> goldens() {
    return Stream.of(
        Arguments.of(
            OccurrencesSerializer.INSTANCE,
            SEEN,
            "01 5fe193bb4b6b000c 02 e901 01 ac02 01 19 01 3f000000"),
        Arguments.of(OccurrencesSerializer.INSTANCE, BARE, "01 0000000000000001 01 04 00 00"),
        Arguments.of(
            WireRecordSerializer.INSTANCE,
            RECORD,
            "01 0000000000000003 00 03 0102 02 0001 61 02 62 0001 63 01"),
        Arguments.of(WireRecordSerializer.INSTANCE, TOMBSTONE, "01 ffffffffffffffff 02 09 00 00"),
        Arguments.of(
            DecodedSerializer.INSTANCE,
            Decoded.of(25, BARE),
            "01 01 0000000000000019 01 0000000000000001 01 04 00 00"),
        Arguments.of(
            DecodedSerializer.INSTANCE,
            Decoded.of(TOMBSTONE),
            "01 00 01 ffffffffffffffff 02 09 00 00"),
        Arguments.of(
            ShardHeadSerializer.INSTANCE,
            new ShardHead(1, 126, new HeadShare(2, 5, 1, new float[] {0.5f}, new long[] {4})),
            "01 0000000000000001 fc01 01 02 05 01 01 3f000000 01 04"),
        Arguments.of(
            FieldCodebookSerializer.INSTANCE,
            new FieldCodebook(2, 126, codebook()),
            "01 0000000000000002 fc01 02 03 14 01 01 0a 01 3f000000 4024000000000000 01 0e 01 03"
                + "0004 66703332 00 0a 3fc0000000000000 4004000000000000 08 3fe8000000000000 00 00 00 00"));
  }

  private static Codebook codebook() {
    return new Codebook(
        3,
        10,
        1,
        new int[] {5},
        new float[] {0.5f},
        new double[] {10},
        new int[] {7},
        new long[] {3},
        Encoding.FP32,
        new float[0],
        5,
        0.125,
        2.5,
        8,
        0.75,
        new int[0],
        new int[0],
        new int[0],
        new int[0]);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void readsAndWritesTheGoldenBytes(
      VersionedSerializer<Object> serializer, Object value, String hex) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(hex.replace(" ", ""));

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void refusesAnUnknownVersion(VersionedSerializer<Object> serializer, Object value) {
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(new byte[] {2, 0})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found 2");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void comesBackFromItsSnapshot(VersionedSerializer<Object> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

    assertThat(
            TypeSerializerSnapshot.readVersionedSnapshot(
                    new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader())
                .restoreSerializer())
        .isSameAs(serializer);
  }
}
