package io.saec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ValueCodeTest {
  private static final byte[] VALUES = {
    0, -1, 3, 12, -7, 40, 2, 0, -5, -127, 127, 1, 0, 0, 0, 6, -2, 9
  };
  private static final String CODED = "8d00200c00009231010000000b00e8451084ec5000";

  /** What is written stays readable: these bytes are not to change. */
  @Test
  void storedBytes() {
    assertThat(HexFormat.of().formatHex(ValueCode.encode(VALUES, 3))).isEqualTo(CODED);
    assertThat(decode(HexFormat.of().parseHex(CODED), 6, 3)).isEqualTo(VALUES);
  }

  @Property
  void anyValuesComeBack(@ForAll("values") byte[] values, @ForAll @IntRange(min = 1) int width) {
    int dim = 1 + width % 40;
    byte[] whole = Arrays.copyOf(values, values.length / dim * dim);
    byte[] coded = ValueCode.encode(whole, dim);
    assertThat((long) coded.length).isEqualTo(ValueCode.bytes(whole, dim));
    assertThat(decode(coded, whole.length / dim, dim)).isEqualTo(whole);
  }

  /** So that a coarse enough step always keeps to its bits. */
  @Property
  void zerosTakeTwoBitsAtTheMost(
      @ForAll @IntRange(min = 1, max = 99) int k, @ForAll @IntRange(min = 1, max = 40) int dim) {
    assertThat(ValueCode.bytes(new byte[k * dim], dim)).isLessThanOrEqualTo((k * dim * 2 + 7) / 8);
  }

  @Property
  void anyBytesAreReadOrRefused(
      @ForAll byte[] bytes,
      @ForAll @IntRange(max = 1_000) int k,
      @ForAll @IntRange(min = 1, max = 20) int dim) {
    try {
      assertThat(ValueCode.encode(decode(bytes, k, dim), dim)).isEqualTo(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("coded");
    }
  }

  @Property
  void aPartIsRefused(@ForAll @IntRange(min = 0, max = 500) int length, @ForAll long seed) {
    byte[] coded = ValueCode.encode(normal(40, 17, 5, new Random(seed)), 17);
    int part = length % coded.length;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(Arrays.copyOf(coded, part), 40, 17));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(Arrays.copyOf(coded, coded.length + 1), 40, 17))
        .withMessage("there is more behind the coded values");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(new byte[9], Integer.MAX_VALUE, Integer.MAX_VALUE))
        .withMessage("9 coded bytes are too few for 2147483647 x 2147483647 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(new byte[40], 1, 1))
        .withMessage("a coded value is not in [-127, 127]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(new byte[] {0}, 1, 1))
        .withMessage("the coded values end too early");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(new byte[] {(byte) 0x81}, 1, 1))
        .withMessage("there is something behind the coded values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueCode.encode(new byte[] {-128}, 1))
        .withMessage("a value is not in [-127, 127]: -128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueCode.bytes(new byte[5], 2))
        .withMessage("5 values are no rows of 2 dimensions");
    assertThatIllegalArgumentException().isThrownBy(() -> decode(new byte[1], 1, 0));
  }

  @Test
  void readsFromItsPositionToItsLimit() {
    byte[] coded = HexFormat.of().parseHex("ff" + CODED + "ff");
    ByteBuffer within = ByteBuffer.wrap(coded).position(1).limit(coded.length - 1);
    assertThat(ValueCode.decode(within, 6, 3)).isEqualTo(VALUES);
    assertThat(within.position()).isEqualTo(1);
    assertThat(decode(new byte[0], 0, 3)).isEmpty();
  }

  @Test
  void isNearTheEntropy() {
    for (double deviation : new double[] {2, 4, 8}) {
      double entropy = Math.log(deviation * Math.sqrt(2 * Math.PI * Math.E)) / Math.log(2);
      byte[] values = normal(1_024, 17, deviation, new Random(1));
      assertThat(ValueCode.bytes(values, 17) * 8.0 / values.length).isLessThan(1.06 * entropy);
      byte[] few = normal(8, 17, deviation, new Random(2));
      assertThat(ValueCode.bytes(few, 17) * 8.0 / few.length).isLessThan(1.2 * entropy);
    }
  }

  /** Columns of different widths, so that one parameter for all would not do. */
  @Test
  void columnsLearnEachForThemselves() {
    Random random = new Random(3);
    byte[] values = new byte[2 * 512];
    for (int i = 0; i < values.length; i += 2) {
      values[i] = (byte) Math.round(random.nextGaussian() * 30);
      values[i + 1] = (byte) random.nextInt(2);
    }
    assertThat(ValueCode.bytes(values, 2)).isLessThan(ValueCode.bytes(values, 1) * 3 / 4);
  }

  private static byte[] decode(byte[] coded, int k, int dim) {
    return ValueCode.decode(ByteBuffer.wrap(coded), k, dim);
  }

  private static byte[] normal(int k, int dim, double deviation, Random random) {
    byte[] values = new byte[k * dim];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.round(random.nextGaussian() * deviation);
    }
    return values;
  }

  @Provide
  Arbitrary<byte[]> values() {
    return Arbitraries.bytes().between((byte) -127, (byte) 127).array(byte[].class).ofMaxSize(300);
  }
}
