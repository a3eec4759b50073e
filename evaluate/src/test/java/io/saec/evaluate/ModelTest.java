package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
  @TempDir private Path dir;

  /** Rows (a, x), (b, y) and (a, nothing). */
  private LabelledRows rows() throws IOException {
    String text = "ts\tlabel\tuser\titem\n1\t1\ta\tx\n2\t0\tb\ty\n3\t0\ta\t\n";
    return LabelledRows.read(Files.writeString(dir.resolve("rows.tsv"), text), true);
  }

  private static Model model() {
    float[] users = {1, 2, 0.5f, 3, -1, -0.25f};
    float[] items = {2, 1, 0.125f, 1, 1, 4};
    return new Model(List.of(users, items), 2, 0.75);
  }

  @Test
  void aScoreIsBiasWeightsAndInnerProducts() throws IOException {
    double[] scores = model().scores(rows(), new int[] {0, 1, 2});
    assertThat(scores).containsExactly(0.75 + 0.625 + 4, 0.75 + 3.75 + 2, 0.75 + 0.5);
  }

  @Test
  void calibratingDoesTheSameToEveryScore() throws IOException {
    int[] which = {0, 1, 2};
    double[] scores = model().scores(rows(), which);
    double[] scaled = model().calibrated(new Calibration(0.3, 2)).scores(rows(), which);
    for (int i = 0; i < scores.length; i++) {
      assertThat(scaled[i]).isCloseTo(0.3 * scores[i] + 2, within(1e-5));
    }
  }

  @Test
  void unknownFeaturesAreNothingOrTheMeanByFrequency() {
    float[] vectors = {1, 2, 9, 9, 4, 8};
    long[] counts = {3, 0, 1};
    float[] mean = Unknown.mean(vectors, counts, 2);
    assertThat(mean).containsExactly(1.75f, 3.5f);
    Unknown.MEAN.fill(vectors, counts, mean);
    assertThat(vectors).containsExactly(1, 2, 1.75f, 3.5f, 4, 8);
    Unknown.NOTHING.fill(vectors, counts, mean);
    assertThat(vectors).containsExactly(1, 2, 0, 0, 4, 8);
  }
}
