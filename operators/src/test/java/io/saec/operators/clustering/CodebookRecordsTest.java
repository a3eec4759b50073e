package io.saec.operators.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.Codebook;
import io.saec.model.Centroid;
import io.saec.model.Encoding;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.WireJson;
import io.saec.operators.TestRules;
import io.saec.operators.WireRecord;
import io.saec.state.FieldProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CodebookRecordsTest {
  private static final Codebook CODEBOOK =
      new Codebook(
          7,
          1_000,
          1,
          new int[] {0, 2, 5},
          new float[] {1, 2, 3},
          new double[] {10, 20, 30},
          new int[] {4, 5, 6},
          new long[] {7, 6, 7},
          Encoding.INT8,
          new float[] {0.5f},
          2,
          0.125,
          2.5,
          15,
          0.75,
          new int[] {5},
          new int[] {0},
          new int[] {1, 3},
          new int[] {2, 0});

  private static final List<WireRecord> RECORDS =
      CodebookRecords.of(
          TestRules.ITEM,
          CODEBOOK,
          new FieldProgress(100, new int[] {3, 0, FieldProgress.EMPTIED, 1}));

  private static byte[] value(int at) {
    return Objects.requireNonNull(RECORDS.get(at).value());
  }

  @Test
  void changedCentroidsComeFirstThenTombstonesThenTheManifest() {
    assertThat(RECORDS)
        .extracting(
            record -> new String(Objects.requireNonNull(record.key()), StandardCharsets.UTF_8))
        .containsExactly("item#0", "item#5", "item#1", "item#3", "item");
    assertThat(RECORDS)
        .extracting(record -> record.value() == null)
        .containsExactly(false, false, true, true, false);
  }

  @Test
  void centroidsAreThoseOfTheirRow() {
    assertThat(WireJson.readCentroid(value(0))).isEqualTo(new Centroid(7, new float[] {1}, 10, 4));
    assertThat(WireJson.readCentroid(value(1))).isEqualTo(new Centroid(7, new float[] {3}, 30, 6));
  }

  @Test
  void theManifestSaysWhatTheVersionIsMadeOf() {
    long checksum =
        Hashes.ofCentroid(0, new float[] {1}, 0, 1)
            + Hashes.ofCentroid(2, new float[] {2}, 0, 1)
            + Hashes.ofCentroid(5, new float[] {3}, 0, 1);

    assertThat(WireJson.readManifest(value(4)))
        .isEqualTo(
            new Manifest(
                7,
                1_000,
                3,
                1,
                "int8",
                List.of(0.5f),
                1,
                2,
                0.125,
                15,
                0.75,
                List.of(new Manifest.Kin(5, 0)),
                List.of(new Manifest.Kin(1, 2), new Manifest.Kin(3, 0)),
                4,
                List.of(0, 2, 3),
                2,
                Hashes.hex(checksum)));
  }

  @Test
  void allOfAFieldGoToOnePartitionInOrder() {
    assertThat(RECORDS).extracting(WireRecord::routing).containsOnly(TestRules.ITEM.id());
  }
}
