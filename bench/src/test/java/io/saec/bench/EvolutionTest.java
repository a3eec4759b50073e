package io.saec.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.clustering.ClusteringOptions;
import io.saec.clustering.Head;
import io.saec.events.SplitMix64;
import io.saec.model.Encoding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvolutionTest {
  private static final int FEATURES = 600;
  private static final int K = 20;

  @Test
  void whatDoesNotChangeDoesNotChurn() {
    Evolution evolution = new Evolution(options(0));
    EvolutionRow first = at(evolution, 1, 0);
    assertThat(first.vsCold()).isNull();
    assertThat(first.churn()).isNull();
    EvolutionRow second = at(evolution, 2, 0);
    assertThat(second.churn()).as("a last step of k-means at most").isLessThan(0.01);
    assertThat(second.vsCold()).isBetween(0.9, 1.1);
    assertThat(second.vsRestart()).isBetween(0.9, 1.1);
    assertThat(second.distortion()).isBetween(0.001, 0.5);
  }

  /** Plain k-means begins anew, so it names other clusters and draws other borders. */
  @Test
  void plainKMeansChurnsThoughNothingChanges() {
    Evolution evolution = new Evolution(options(0));
    at(evolution, 1, 0);
    assertThat(at(evolution, 2, 0).churnCold()).isBetween(0.02, 0.8);
  }

  @Test
  void hysteresisTradesDistortionForChurn() {
    Evolution free = new Evolution(options(0));
    Evolution slow = new Evolution(options(0.5));
    at(free, 1, 0);
    at(slow, 1, 0);
    EvolutionRow moved = at(free, 2, 0.15f);
    EvolutionRow held = at(slow, 2, 0.15f);
    assertThat(moved.churn()).isPositive();
    assertThat(held.churn()).isLessThan(moved.churn());
    assertThat(held.distortion()).isGreaterThan(moved.distortion());
  }

  @Test
  void withACentroidForEachPointThereIsNothingToCompare() {
    Evolution evolution = new Evolution(options(0));
    FieldSnapshot snapshot = snapshot(1, 0);
    Head head = snapshot.head(1, FEATURES, FEATURES);
    evolution.at(snapshot, head, FEATURES, 1);
    assertThat(evolution.at(snapshot, head, FEATURES, 1).vsCold()).isNull();
  }

  private static EvolutionRow at(Evolution evolution, long time, float moved) {
    FieldSnapshot snapshot = snapshot(time, moved);
    return evolution.at(snapshot, snapshot.head(0.8, FEATURES, K), K, Double.NaN);
  }

  /** Features about 40 centres, each moved by its own noise. */
  private static FieldSnapshot snapshot(long time, float moved) {
    FieldWindow window = new FieldWindow("item", 2, 1);
    SplitMix64 random = new SplitMix64(1);
    for (int feature = 0; feature < FEATURES; feature++) {
      int group = random.nextInt(40);
      window.see(feature, 0, 1 + random.nextInt(50));
      window.embed(
          feature,
          new float[] {
            group % 7 + 0.2f * random.nextNoise() + moved * random.nextNoise(),
            (group - group % 7) / 7f + 0.2f * random.nextNoise() + moved * random.nextNoise()
          });
    }
    return window.snapshot(time);
  }

  private static CodebookOptions options(double hysteresis) {
    return new CodebookOptions(
        1,
        2,
        3,
        1,
        0,
        new Schedule(Duration.ofDays(1), 30, 7),
        0.8,
        FEATURES,
        new ClusterShare(0.05, 64),
        new ClusteringOptions(20, Encoding.INT8),
        hysteresis);
  }
}
