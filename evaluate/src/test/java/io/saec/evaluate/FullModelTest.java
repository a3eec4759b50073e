package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.events.SplitMix64;
import io.saec.model.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullModelTest {
  @TempDir private Path dir;

  private Trial trial;
  private FullModel full;

  @BeforeEach
  void train() throws Exception {
    LabelledRows rows = LabelledRows.read(MadeUp.groups(dir, 12_000, 100, 80, 7), true);
    Split split = Split.of(rows.size(), SplitRule.TIME, 0.8, 0);
    trial = Trial.of(rows, split, 4, MadeUp.RECIPE);
    full = trial.full(1);
  }

  /** Every feature a centroid of its own, with an error in it. */
  private List<CompressedField> withErrors(float errors) {
    SplitMix64 random = new SplitMix64(9);
    List<CompressedField> fields = new ArrayList<>();
    for (FieldEmbeddings field : full.embeddings()) {
      float[] centroids = field.vectors().clone();
      for (int at = 0; at < centroids.length; at++) {
        centroids[at] += errors * random.nextNoise();
      }
      int[] rows = IntStream.range(0, field.size()).toArray();
      fields.add(new CompressedField(field.dim(), centroids, rows, 0, Encoding.FP32));
    }
    return fields;
  }

  @Test
  void whatComesBackWithoutErrorsIsTheModel() {
    assertThat(trial.quality(full.restored(withErrors(0)))).isEqualTo(full.quality());
  }

  @Test
  void whatComesBackWithErrorsIsToBeLessSureOfItself() {
    HeldBack heldBack = new HeldBack(full);
    Model bad = full.restored(withErrors(1.5f));
    Calibration calibration = heldBack.calibration(bad);
    assertThat(calibration.scale()).isBetween(0.1, 0.8);
    Quality quality = heldBack.quality(bad.calibrated(calibration));
    Quality tooSure = heldBack.quality(bad);
    assertThat(quality.logloss()).isLessThan(tooSure.logloss());
    assertThat(quality.auc()).isCloseTo(tooSure.auc(), within(1e-3));
  }
}
