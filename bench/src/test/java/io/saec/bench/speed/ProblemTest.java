package io.saec.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemTest {
  private static final Shape SHAPE = new Shape("small", 300, 4, 20, 3);
  private static final float DRIFT = 0.1f;
  private static final float GREATEST_NOISE = 3.6f;

  @TempDir private Path dir;

  private final Problem problem = Problem.of(SHAPE, Blobs.FLAT, DRIFT, 1);

  @Test
  void startsFromPointsFarApartInTheFile() {
    for (int row = 0; row < SHAPE.k(); row++) {
      assertThat(row(problem.start(), row)).isEqualTo(row(problem.points(), row * 15));
    }
  }

  @Test
  void pointsDriftALittleOnceTheCodebookIsMade() {
    assertThat(problem.drifted()).isNotEqualTo(problem.points());
    for (int at = 0; at < problem.points().length; at++) {
      assertThat(Math.abs(problem.drifted()[at] - problem.points()[at]))
          .isLessThan(DRIFT * Blobs.FLAT.spread() * GREATEST_NOISE);
    }
    assertThat(problem.codebook())
        .isEqualTo(Problem.of(SHAPE, Blobs.FLAT, 0, 1).codebook())
        .isNotEqualTo(problem.start());
  }

  @Test
  void weightsFollowZipf() {
    assertThat(problem.weights()).startsWith(300, 150, 100, 75).endsWith(2, 1);
  }

  @Test
  void isTheSameOutOfItsFiles() throws Exception {
    Path files = dir.resolve(problem.name());
    ProblemFiles.write(problem, files);
    Problem read = ProblemFiles.read(files);
    assertThat(read.shape()).isEqualTo(SHAPE);
    assertThat(read.name()).isEqualTo("small-flat");
    assertThat(read.points()).isEqualTo(problem.points());
    assertThat(read.weights()).isEqualTo(problem.weights());
    assertThat(read.start()).isEqualTo(problem.start());
    assertThat(read.codebook()).isEqualTo(problem.codebook());
    assertThat(read.drifted()).isEqualTo(problem.drifted());
  }

  @Test
  void filesAreLittleEndian() throws Exception {
    Path file = dir.resolve("one.f32");
    RawArrays.write(file, new float[] {1});
    assertThat(Files.readAllBytes(file)).containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void thereAreNoMoreCentroidsThanPoints() {
    assertThatThrownBy(() -> new Shape("wrong", 10, 4, 11, 3))
        .hasMessageContaining("n at least k")
        .hasMessageContaining("10 x 4 -> 11");
  }

  private static float[] row(float[] values, int row) {
    return Arrays.copyOfRange(values, row * SHAPE.dim(), (row + 1) * SHAPE.dim());
  }
}
