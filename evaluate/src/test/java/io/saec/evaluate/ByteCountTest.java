package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.Encoding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 1000 features of 17 dimensions in 100 clusters, by hand. */
class ByteCountTest {
  private static final int INT8_CENTROIDS = 100 * 17 + 4 * 17;

  private static long bytes(ByteCount count) {
    return count.compressed(1000, 100, 17, Precision.BYTE);
  }

  @Test
  void everyCountIsAsByHand() {
    assertThat(bytes(ByteCount.PACKED)).isEqualTo(1000 * 7 / 8 + INT8_CENTROIDS).isEqualTo(2643);
    assertThat(bytes(ByteCount.IDS_2)).isEqualTo(2000 + INT8_CENTROIDS).isEqualTo(3768);
    assertThat(bytes(ByteCount.IDS_4)).isEqualTo(4000 + INT8_CENTROIDS).isEqualTo(5768);
    assertThat(bytes(ByteCount.FP16)).isEqualTo(875 + 100 * 17 * 2).isEqualTo(4275);
    assertThat(bytes(ByteCount.KEYS)).isEqualTo(875 + 8000 + INT8_CENTROIDS).isEqualTo(10643);
    // 1000 + 1 + 128 slots are 18 words a bit, and 8 buckets.
    assertThat(bytes(ByteCount.STATIC_FUNCTION)).isEqualTo(18 * 7 * 8 + 8 + INT8_CENTROIDS);
    assertThat(bytes(ByteCount.STATIC_FUNCTION_FINGERPRINTS))
        .isEqualTo(18 * 15 * 8 + 8 + INT8_CENTROIDS);
    // 54 features: 54 + 13 + 64 slots are 3 words a bit.
    assertThat(ByteCount.STATIC_FUNCTION.compressed(54, 4, 17, Precision.BYTE))
        .isEqualTo(3 * 2 * 8 + 4 * 17 + 4 * 17);
  }

  @Test
  void codedCentroidsCountAsSuch() {
    Precision coded = new Precision(5);
    int centroids = (100 * 17 * 5 + 7) / 8 + 4;
    assertThat(ByteCount.PACKED.compressed(1000, 100, 17, coded)).isEqualTo(875 + centroids);
    assertThat(ByteCount.IDS_2.compressed(1000, 100, 17, coded)).isEqualTo(2000 + centroids);
    assertThat(ByteCount.STATIC_FUNCTION.compressed(1000, 100, 17, coded))
        .isEqualTo(18 * 7 * 8 + 8 + centroids);
    assertThat(ByteCount.FP16.compressed(1000, 100, 17, coded)).isEqualTo(bytes(ByteCount.FP16));
    assertThat(ByteCount.PACKED.formula(coded))
        .isEqualTo("packed ids + int8 centroids coded in 5 bits a value, no keys");
  }

  @Test
  void formulasSayWhatIsCounted() {
    assertThat(ByteCount.STATIC_FUNCTION.formula(Precision.BYTE))
        .isEqualTo("static function of packed ids + int8 centroids, no keys");
    assertThat(ByteCount.STATIC_FUNCTION_FINGERPRINTS.formula(Precision.BYTE))
        .isEqualTo(
            "static function of packed ids and 8-bit fingerprints + int8 centroids, no keys");
    assertThat(ByteCount.FP16.formula(new Precision(3)))
        .isEqualTo("packed ids + fp16 centroids, no keys");
  }

  @Test
  void theFullTableHasKeysWhereTheyCount() {
    assertThat(ByteCount.PACKED.full(1000, 17)).isEqualTo(68_000);
    assertThat(ByteCount.KEYS.full(1000, 17)).isEqualTo(76_000);
  }

  @Test
  void sizesAreOfAllFields() {
    FieldEmbeddings field =
        new FieldEmbeddings("f", 2, Collections.nCopies(3, "x"), new float[6], new long[3]);
    CompressedField pair =
        new CompressedField(2, new float[4], new int[] {0, 1, -1}, 0, Encoding.INT8);
    Map<String, Size> sizes =
        ByteCount.sizes(List.of(field, field), List.of(pair, pair), Precision.BYTE);
    assertThat(sizes)
        .containsOnlyKeys(
            "packed",
            "ids2",
            "ids4",
            "fp16",
            "staticFunction",
            "staticFunctionFingerprints",
            "keys");
    Size packed = sizes.get("packed");
    assertThat(packed)
        .isEqualTo(new Size(48, 2 * (1 + 4 + 8), "packed ids + int8 centroids, no keys"));
  }
}
