package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.saec.model.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensitivityTest {
  private static final int FACTORS = 3;

  @TempDir private Path dir;

  private LabelledRows rows;
  private Model model;
  private int[] all;

  @BeforeEach
  void make() throws Exception {
    rows = LabelledRows.read(MadeUp.groups(dir, 400, 20, 10, 5), true);
    all = IntStream.range(0, rows.size()).toArray();
    Random random = new Random(1);
    List<float[]> vectors = new ArrayList<>();
    for (int features : new int[] {20, 10}) {
      float[] field = new float[features * (FACTORS + 1)];
      for (int at = 0; at < field.length; at++) {
        field[at] = (float) random.nextGaussian();
      }
      vectors.add(field);
    }
    model = new Model(vectors, FACTORS, 0.1);
  }

  @Test
  void isWhatAnErrorDoesToTheScore() {
    Sensitivity sensitivity = Sensitivity.of(model, rows, all);
    double[] before = model.scores(rows, all);
    for (int field = 0; field < 2; field++) {
      for (int j = 0; j <= FACTORS; j++) {
        double[] after = model.with(moved(field, j)).scores(rows, all);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < all.length; i++) {
          double p = 1 / (1 + Math.exp(-before[i]));
          sum += p * (1 - p) * Math.pow(after[i] - before[i], 2);
          weights += p * (1 - p);
        }
        assertThat((double) sensitivity.weights().get(field)[j])
            .isCloseTo(Math.sqrt(sum / weights), within(1e-3));
      }
    }
  }

  /** The vectors with an error of 1 in one dimension of one field. */
  private List<float[]> moved(int field, int dimension) {
    List<float[]> moved = new ArrayList<>(model.vectors());
    float[] vectors = moved.get(field).clone();
    for (int at = dimension; at < vectors.length; at += FACTORS + 1) {
      vectors[at] += 1;
    }
    moved.set(field, vectors);
    return moved;
  }

  @Test
  void whatIsWeightedComesBackUnweighted() {
    Sensitivity sensitivity = Sensitivity.of(model, rows, all);
    float[] vectors = model.vectors().get(1);
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "i" + i).toList();
    FieldEmbeddings weighted =
        sensitivity.weighted(
            new FieldEmbeddings("item", FACTORS + 1, names, vectors, new long[10]), 1);
    CompressedField lossless =
        new CompressedField(
            FACTORS + 1, weighted.vectors(), IntStream.range(0, 10).toArray(), 0, Encoding.FP32);
    float[] back = sensitivity.unweighted(lossless, 1).centroids();
    for (int at = 0; at < back.length; at++) {
      assertThat(back[at]).isCloseTo(vectors[at], within(1e-5f));
    }
  }

  @Test
  void noDimensionIsLostWhereNothingDependsOnIt() {
    List<float[]> alone = new ArrayList<>(model.vectors());
    alone.set(0, new float[alone.get(0).length]);
    // The other field is all 0: the factors of this one move no score.
    float[] weights = Sensitivity.of(model.with(alone), rows, all).weights().get(1);
    assertThat(weights).containsExactly(0.01f, 0.01f, 0.01f, 1);
  }
}
