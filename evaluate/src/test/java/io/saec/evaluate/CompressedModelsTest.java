package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.budget.Budget;
import io.saec.events.SplitMix64;
import io.saec.model.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedModelsTest {
  @TempDir private Path dir;

  /** A compressor that keeps every feature apart, with an error in each value. */
  private static List<CompressedField> withErrors(List<FieldEmbeddings> fields, double ratio) {
    SplitMix64 random = new SplitMix64(9);
    List<CompressedField> compressed = new ArrayList<>();
    for (FieldEmbeddings field : fields) {
      float[] centroids = field.vectors().clone();
      for (int at = 0; at < centroids.length; at++) {
        centroids[at] += 1.5f * random.nextNoise();
      }
      int[] rows = IntStream.range(0, field.size()).toArray();
      compressed.add(new CompressedField(field.dim(), centroids, rows, 0, Encoding.FP32));
    }
    return compressed;
  }

  @Test
  void whatComesBackIsCalibratedByRowsThatWereHeldBack() throws Exception {
    LabelledRows rows = LabelledRows.read(MadeUp.groups(dir, 12_000, 100, 80, 7), true);
    Split split = Split.of(rows.size(), SplitRule.TIME, 0.8, 0);
    Trial trial = Trial.of(rows, split, 4, MadeUp.RECIPE);
    FullModel full = trial.full(1);
    HeldBack heldBack = HeldBack.of(trial, split.withinTraining(0.9));
    ModelCompression compression = new ModelCompression(CompressedModelsTest::withErrors, false);
    CompressedModels.At at =
        new CompressedModels(List.of(full), heldBack, compression, Precisions.of(8), line -> {})
            .at(new Budget.Ratio(2));
    Model raw = full.restored(at.compressed().get(0));
    Calibration calibration = heldBack.calibration(heldBack.full().restored(at.heldBack()));
    assertThat(calibration.scale()).isLessThan(0.8);
    assertThat(at.qualities()).containsExactly(trial.quality(raw.calibrated(calibration)));
    assertThat(at.qualities().get(0).logloss()).isLessThan(trial.quality(raw).logloss());
    assertThat(at.told().clusters()).containsEntry("user", 100).containsEntry("item", 80);
    assertThat(at.told().budget()).isEqualTo(180 * 5 * 4 / 2);
  }
}
