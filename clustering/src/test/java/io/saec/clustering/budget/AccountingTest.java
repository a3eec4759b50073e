package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountingTest {
  private static final Accounting DEFAULT = new Accounting(Accounting.PACKED, 0, 8);

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "256, 8", "257, 9", "65536, 16", "65537, 17"})
  void packedIdsTakeAsManyBitsAsItTakesToTellThemApart(int k, int bits) {
    Accounting noScale = new Accounting(Accounting.PACKED, 0, 32);

    assertThat(noScale.compressed(8, k, 3) - 12L * k).isEqualTo(bits);
  }

  @Test
  void bitsAreRoundedUpOnceAField() {
    // 11 ids of 3 bits are 33 bits; 5 centroids and 4-byte scales of 2 dimensions.
    assertThat(DEFAULT.compressed(11, 5, 2)).isEqualTo(5 + 10 + 8);
    assertThat(DEFAULT.compressed(11, 1, 2)).isEqualTo(2 + 8);
  }

  @Test
  void onlyInt8HasAScale() {
    assertThat(new Accounting(2, 0, 8).compressed(10, 3, 4)).isEqualTo(20 + 12 + 16);
    assertThat(new Accounting(2, 0, 16).compressed(10, 3, 4)).isEqualTo(20 + 24);
    assertThat(new Accounting(2, 0, 5).compressed(10, 3, 4)).isEqualTo(20 + 8 + 4);
    assertThat(new Accounting(2, 0, 32).compressed(10, 3, 4)).isEqualTo(20 + 48);
  }

  @Test
  void keysCountOnBothSides() {
    Accounting keyed = new Accounting(Accounting.PACKED, 8, 8);

    assertThat(keyed.full(100, 16) - DEFAULT.full(100, 16)).isEqualTo(800);
    assertThat(keyed.compressed(100, 7, 16) - DEFAULT.compressed(100, 7, 16)).isEqualTo(800);
    assertThat(DEFAULT.full(100, 16)).isEqualTo(6400);
  }

  @Test
  void countsABillionFeatures() {
    assertThat(new Accounting(4, 16, 32).full(1_000_000_000, 1024)).isEqualTo(4_112_000_000_000L);
    assertThat(new Accounting(4, 16, 32).compressed(1_000_000_000, 1 << 30, 1024))
        .isEqualTo(20_000_000_000L + (1L << 42));
    assertThat(DEFAULT.compressed(1_000_000_000, 1 << 30, 8))
        .isEqualTo(3_750_000_000L + (1L << 33) + 32);
    assertThatThrownBy(() -> DEFAULT.full(Long.MAX_VALUE / 8, 16))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> DEFAULT.compressed(Long.MAX_VALUE / 8, 1 << 20, 16))
        .isInstanceOf(ArithmeticException.class);
  }

  @Property
  void anotherClusterAlwaysCosts(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long features,
      @ForAll @IntRange(min = 1, max = 1 << 20) int k,
      @ForAll @IntRange(min = 1, max = 512) int dim) {
    for (int valueBits : new int[] {2, 3, 7, 8, 16, 32}) {
      Accounting accounting = new Accounting(Accounting.PACKED, 0, valueBits);
      assertThat(accounting.compressed(features, k + 1, dim))
          .isGreaterThanOrEqualTo(
              accounting.compressed(features, k, dim) + (long) dim * valueBits / Byte.SIZE);
    }
  }

  @Test
  void formulaSaysWhatIsCounted() {
    assertThat(DEFAULT.formula()).isEqualTo("packed ids + int8 centroids, no keys");
    assertThat(new Accounting(2, 8, 16).formula())
        .isEqualTo("2-byte ids + fp16 centroids, 8-byte keys on both sides");
    assertThat(new Accounting(4, 0, 32).formula())
        .isEqualTo("4-byte ids + fp32 centroids, no keys");
    assertThat(new Accounting(0, 0, 4).formula())
        .isEqualTo("packed ids + int8 centroids coded in 4 bits a value, no keys");
  }

  @Test
  void readsTheWordsOfIds() {
    assertThat(Accounting.idBytes("packed")).isEqualTo(Accounting.PACKED);
    assertThat(Accounting.idBytes("1-byte")).isEqualTo(1);
    assertThat(Accounting.idBytes("4-byte")).isEqualTo(4);
    for (String word : new String[] {"", "Packed", "0-byte", "5-byte", "2", "2-bytes", "-1-byte"}) {
      assertThatThrownBy(() -> Accounting.idBytes(word))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ids are packed, 1-byte, 2-byte, 3-byte or 4-byte, not '" + word + "'");
    }
  }

  @Test
  void idsNameOnlySoManyClusters() {
    assertThat(new Accounting(1, 0, 8).mostClusters()).isEqualTo(256);
    assertThat(new Accounting(3, 0, 8).mostClusters()).isEqualTo(1 << 24);
    assertThat(new Accounting(1, 0, 8).compressed(9, 256, 1)).isEqualTo(9 + 256 + 4);
    assertThatThrownBy(() -> new Accounting(1, 0, 8).compressed(9, 257, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1-byte ids do not name 257 clusters");
    assertThatThrownBy(() -> DEFAULT.compressed(9, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsWhatIsNoAccounting() {
    assertThatThrownBy(() -> new Accounting(5, 0, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an id takes 1 to 4 bytes, not 5");
    assertThatThrownBy(() -> new Accounting(0, -1, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes of a key are negative: -1");
    for (int valueBits : new int[] {0, 1, 9, 24}) {
      assertThatThrownBy(() -> new Accounting(0, 0, valueBits))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a value of a centroid takes 8, 16 or 32 bits, or 2 to 7 coded, not " + valueBits);
    }
  }
}
