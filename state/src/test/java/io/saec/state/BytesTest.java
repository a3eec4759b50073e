package io.saec.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static String unsigned(long number) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    Bytes.writeUnsigned(number, out);
    return HexFormat.of().formatHex(out.getCopyOfBuffer());
  }

  private static String signed(long number) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    Bytes.writeSigned(number, out);
    return HexFormat.of().formatHex(out.getCopyOfBuffer());
  }

  @Test
  void numbersAreLeb128() throws IOException {
    assertThat(unsigned(0)).isEqualTo("00");
    assertThat(unsigned(127)).isEqualTo("7f");
    assertThat(unsigned(128)).isEqualTo("8001");
    assertThat(unsigned(300)).isEqualTo("ac02");
    assertThat(unsigned(-1)).isEqualTo("ffffffffffffffffff01");
  }

  @Test
  void numbersOfEitherSignAreZigzag() throws IOException {
    assertThat(signed(0)).isEqualTo("00");
    assertThat(signed(-1)).isEqualTo("01");
    assertThat(signed(1)).isEqualTo("02");
    assertThat(signed(Long.MIN_VALUE)).isEqualTo("ffffffffffffffffff01");
  }

  @Property
  void numbersComeBack(@ForAll long number) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    Bytes.writeUnsigned(number, out);
    Bytes.writeSigned(number, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(Bytes.readUnsigned(in)).isEqualTo(number);
    assertThat(Bytes.readSigned(in)).isEqualTo(number);
    assertThat(in.available()).isZero();
  }

  @Test
  void refusesANumberWithoutAnEnd() {
    byte[] endless = HexFormat.of().parseHex("ff".repeat(11));

    assertThatThrownBy(() -> Bytes.readUnsigned(new DataInputDeserializer(endless)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }
}
