package io.saec.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static Catalogue of(SyntheticField field) {
    return new Catalogue(field, new Zipf(1.1), new SplitMix64(3));
  }

  @Test
  void withoutArrivalsItStaysWithWhatItHas() {
    Catalogue catalogue = of(new SyntheticField("item", 4, 10, 10, 0, 2));
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(catalogue.draw());
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void newFeaturesAlwaysBearTheNextNumber() {
    Catalogue catalogue = of(new SyntheticField("item", 4, 1, 1000, 1, 2));
    for (int i = 1; i <= 500; i++) {
      assertThat(catalogue.draw()).isEqualTo(i);
    }
  }

  @Test
  void aFullCatalogueLetsOldFeaturesGo() {
    Catalogue catalogue = of(new SyntheticField("item", 4, 100, 150, 0.1, 2));
    for (int i = 0; i < 100_000; i++) {
      catalogue.draw();
    }
    Set<Integer> late = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      late.add(catalogue.draw());
    }
    assertThat(late).allMatch(feature -> feature > 1000);
    assertThat(late.size()).isLessThan(150 + 200);
  }

  @Test
  void aFeatureIsFirstOnce() {
    Catalogue catalogue = of(new SyntheticField("item", 4, 10, 10, 0, 2));
    assertThat(catalogue.isFirst(5)).isTrue();
    assertThat(catalogue.isFirst(5)).isFalse();
    assertThat(catalogue.isFirst(6)).isTrue();
  }

  @Test
  void popularityFallsWithTheRank() {
    Catalogue catalogue = of(new SyntheticField("item", 4, 100, 100, 0, 2));
    double[] byFeature = new double[100];
    int[] counts = new int[100];
    for (int i = 0; i < 100_000; i++) {
      int feature = catalogue.draw();
      counts[feature]++;
      byFeature[feature] = catalogue.popularity();
    }
    int most = 0;
    int least = 0;
    for (int feature = 1; feature < 100; feature++) {
      most = byFeature[feature] > byFeature[most] ? feature : most;
      least = byFeature[feature] < byFeature[least] ? feature : least;
    }
    assertThat(byFeature[most]).isEqualTo(StrictMath.log(100));
    assertThat(byFeature[least]).isZero();
    assertThat(counts[most]).isGreaterThan(20 * counts[least]);
  }
}
