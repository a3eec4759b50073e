package io.saec.operators.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.Codebook;
import io.saec.model.Encoding;
import io.saec.state.MappedFeature;
import org.junit.jupiter.api.Test;

class CodebookInUseTest {
  /** Clusters 3, 5 and 9 at 0, 10 and 10 on the first axis. */
  private static final CodebookInUse CODEBOOK =
      new CodebookInUse(
          new Codebook(
              4,
              0,
              2,
              new int[] {3, 5, 9},
              new float[] {0, 0, 10, 0, 10, 0},
              new double[3],
              new int[3],
              new long[3],
              Encoding.FP32,
              new float[0],
              3,
              0,
              2,
              3,
              1,
              new int[0],
              new int[0],
              new int[0],
              new int[0]));

  private static float[] at(float place) {
    return new float[] {place, 0};
  }

  @Test
  void givesIdsAndTheLowestOnTies() {
    assertThat(CODEBOOK.version()).isEqualTo(4);
    assertThat(CODEBOOK.clusterOf(at(1))).isEqualTo(3);
    assertThat(CODEBOOK.clusterOf(at(9))).as("5 and 9 are as near").isEqualTo(5);
    assertThat(CODEBOOK.clusterOf(at(5))).as("all are as near").isEqualTo(3);
  }

  @Test
  void givesOfManyTheSameAsOfEach() {
    int[] clusters = {0, 0, 0, 7};

    CODEBOOK.clustersOf(new float[] {1, 0, 9, 0, 5, 0, 9, 9}, 3, clusters);

    assertThat(clusters).containsExactly(3, 5, 3, 7);
  }

  @Test
  void aFeatureWithoutASealTakesTheNearest() {
    assertThat(CODEBOOK.clusterOf(at(6), CODEBOOK.clusterOf(at(6)), MappedFeature.NONE, 1))
        .isEqualTo(5);
  }

  @Test
  void aSealedFeatureMovesOnlyForAGainAboveTheShare() {
    // From 36 to 16: a gain of 5/9.
    assertThat(CODEBOOK.clusterOf(at(6), CODEBOOK.clusterOf(at(6)), 3, 0.56)).isEqualTo(3);
    assertThat(CODEBOOK.clusterOf(at(6), CODEBOOK.clusterOf(at(6)), 3, 0.55)).isEqualTo(5);
    assertThat(CODEBOOK.clusterOf(at(6), CODEBOOK.clusterOf(at(6)), 3, 0)).isEqualTo(5);
  }

  @Test
  void aSealedClusterAsNearAsTheBestStays() {
    assertThat(CODEBOOK.clusterOf(at(10), CODEBOOK.clusterOf(at(10)), 9, 0)).isEqualTo(9);
  }

  @Test
  void aClusterThatIsGoneHoldsNothing() {
    assertThat(CODEBOOK.clusterOf(at(6), CODEBOOK.clusterOf(at(6)), 4, 1)).isEqualTo(5);
  }

  @Test
  void theErrorOfAFeatureIsInMillionthsOfTheUnit() {
    assertThat(CODEBOOK.errorOf(at(3), 3)).isEqualTo(4_500_000);
    assertThat(CODEBOOK.errorOf(at(1e6f), 3)).as("bounded").isEqualTo(1_000_000_000);
  }
}
