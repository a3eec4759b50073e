package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.events.SplitMix64;
import io.saec.model.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and items of a few kinds; what is shared is right, what it is worth is to be found. */
class FineTuningTest {
  private static final int FACTORS = 4;

  @TempDir private Path dir;

  private Path file;
  private FullModel full;

  @BeforeEach
  void train() throws Exception {
    file = MadeUp.groups(dir, 12_000, 100, 80, 7);
    full = full(LabelledRows.read(file, true));
  }

  private FullModel full(LabelledRows rows) {
    Split split = Split.of(rows.size(), SplitRule.TIME, 0.8, 0);
    return Trial.of(rows, split, FACTORS, MadeUp.RECIPE).full(1);
  }

  /** The kinds as clusters, {@code u7} and {@code u13} being one; the centroids are noise. */
  private static List<CompressedField> kindsWithoutVectors(FullModel of) {
    SplitMix64 random = new SplitMix64(3);
    List<CompressedField> fields = new ArrayList<>();
    for (FieldEmbeddings field : of.embeddings()) {
      float[] centroids = new float[MadeUp.GROUPS * field.dim()];
      for (int at = 0; at < centroids.length; at++) {
        centroids[at] = 0.3f * random.nextNoise();
      }
      int[] rows =
          field.features().stream()
              .mapToInt(name -> Integer.parseInt(name.substring(1)) % MadeUp.GROUPS)
              .toArray();
      fields.add(new CompressedField(field.dim(), centroids, rows, 0, Encoding.INT8));
    }
    return fields;
  }

  @Test
  void findsWhatSharedVectorsShouldBe() {
    List<CompressedField> noise = kindsWithoutVectors(full);
    assertThat(full.trial().quality(full.restored(noise)).auc()).isLessThan(0.65);
    FineTuning training = new FineTuning(full, noise, 0.1f, Precision.BYTE);
    for (int epoch = 0; epoch < 5; epoch++) {
      training.epoch(full.trial().split().train());
    }
    Quality after = full.trial().quality(training.model());
    assertThat(after.auc()).isGreaterThan(full.quality().auc() - 0.002);
    assertThat(after.logloss()).isLessThan(full.quality().logloss() * 1.01);
  }

  @Test
  void theSameTrainingGivesTheSameBits() {
    List<Model> models = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      FineTuning training = new FineTuning(full, kindsWithoutVectors(full), 0.05f, Precision.BYTE);
      training.epoch(full.trial().split().train());
      models.add(training.model());
    }
    assertThat(models.get(0).bias()).isEqualTo(models.get(1).bias());
    for (int field = 0; field < 2; field++) {
      assertThat(models.get(0).vectors().get(field)).isEqualTo(models.get(1).vectors().get(field));
    }
  }

  /** They share a cluster with all others, and are in the rows that are learnt from. */
  @Test
  void rareFeaturesTeachNothing() throws Exception {
    StringBuilder text = new StringBuilder(Files.readString(file));
    int firstRow = text.indexOf("\n") + 1;
    for (int row = 0; row < FineTuning.LEAST_SEEN - 1; row++) {
      text.insert(firstRow, "1600000000\t1\tu600\ti600\n");
    }
    full = full(LabelledRows.read(Files.writeString(dir.resolve("rare.tsv"), text), true));
    int[] rare = IntStream.range(0, FineTuning.LEAST_SEEN - 1).toArray();
    assertThat(vectorsAfter(rare)).isEqualTo(vectorsAfter(new int[0]));
    assertThat(vectorsAfter(Arrays.copyOf(full.trial().split().train(), 40)))
        .isNotEqualTo(vectorsAfter(new int[0]));
  }

  private List<List<Float>> vectorsAfter(int[] rows) {
    FineTuning training = new FineTuning(full, kindsWithoutVectors(full), 0.1f, Precision.BYTE);
    training.epoch(rows);
    return training.centroids().stream()
        .map(field -> IntStream.range(0, field.length).mapToObj(at -> field[at]).toList())
        .toList();
  }

  /** Rows that are held back decide: with vectors that are right already nothing is gained. */
  @Test
  void isLeftOutWhereItGainsNothing() throws Exception {
    FineTuner tuner = new FineTuner(new HeldBack(full));
    try (Parallel parallel = new Parallel(2)) {
      FineTuned noise = tuner.choose(kindsWithoutVectors(full), Precision.BYTE, parallel);
      assertThat(noise.epochs()).isPositive();
      assertThat(noise.after().logloss()).isLessThan(noise.before().logloss());
      FineTuning training = new FineTuning(full, kindsWithoutVectors(full), 0.03f, Precision.BYTE);
      for (int epoch = 0; epoch < 60; epoch++) {
        training.epoch(full.trial().split().train());
      }
      List<CompressedField> right = new ArrayList<>();
      List<CompressedField> before = kindsWithoutVectors(full);
      for (int field = 0; field < 2; field++) {
        right.add(before.get(field).with(training.centroids().get(field)));
      }
      FineTuned none = tuner.choose(right, Precision.BYTE, parallel);
      assertThat(none.epochs()).isZero();
      assertThat(none.after()).isEqualTo(none.before());
      assertThat(full.trial().quality(none.model(full, right, Precision.BYTE)))
          .isEqualTo(full.trial().quality(full.restored(right).calibrated(none.calibration())));
    }
  }
}
