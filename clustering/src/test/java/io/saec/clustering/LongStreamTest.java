package io.saec.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.Encoding;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Over a long stream that drifts, a codebook that evolves is as good as one that starts anew at
 * every boundary, and moves a fifth of the features or less. Both may take as many iterations, and
 * features keep their cluster by the same hysteresis under both. How small the share can be is up
 * to the stream: features that move far change their cluster under any codebook.
 */
class LongStreamTest {
  private static final int BOUNDARIES = 32;
  private static final int ITERATIONS = 20;
  private static final CodebookMaker MAKER =
      new EvolvingCodebookMaker(new ClusteringOptions(ITERATIONS, Encoding.FP32));

  private static final List<Double> HYSTERESES = List.of(0.0, 0.1, 0.2);

  static Stream<Arguments> streams() {
    return Stream.of(
        stream(
            "k grows and shrinks",
            new DriftingStream.Shape(16, 500, 8, 40, .35f, .03f),
            b -> .05 + .01 * Math.sin(b / 5.0)),
        stream(
            "few features a cluster",
            new DriftingStream.Shape(8, 400, 8, 60, .35f, .03f),
            b -> .25),
        stream(
            "many features a cluster",
            new DriftingStream.Shape(32, 1_000, 10, 60, .35f, .06f),
            b -> .02),
        stream(
            "groups that overlap", new DriftingStream.Shape(12, 500, 8, 40, .8f, .04f), b -> .1));
  }

  private static Arguments stream(String name, DriftingStream.Shape shape, IntToDoubleFunction k) {
    return Arguments.of(name, shape, k);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void staysAsGoodAsNewWithAFifthOfTheChurn(
      String name, DriftingStream.Shape shape, IntToDoubleFunction shareAt) {
    DriftingStream stream = new DriftingStream(shape, 1);
    ColdStarts cold = new ColdStarts(ITERATIONS);
    List<Mapping> evolving = HYSTERESES.stream().map(Mapping::new).toList();
    List<Mapping> anew = HYSTERESES.stream().map(Mapping::new).toList();
    Codebook codebook = null;
    for (int boundary = 0; boundary < BOUNDARIES; boundary++) {
      WeightedPoints points = WeightedPoints.of(stream.head());
      int[] names = stream.names();
      int k = (int) (shareAt.applyAsDouble(boundary) * stream.size());
      codebook = MAKER.next("item", codebook, stream.head(), k, boundary);
      double limit = 1.02 * cold.next(points, names, k);
      for (int i = 0; i < evolving.size(); i++) {
        anew.get(i).map(points, names, cold.ids(), cold.centroids());
        assertThat(evolving.get(i).map(points, names, codebook.ids(), codebook.centroids()))
            .as("error at boundary %d, hysteresis %s", boundary, HYSTERESES.get(i))
            .isLessThan(limit);
      }
      stream.step();
    }
    for (int i = 0; i < evolving.size(); i++) {
      assertThat(evolving.get(i).churn())
          .as("churn, hysteresis %s", HYSTERESES.get(i))
          .isLessThan(anew.get(i).churn() / 5);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void theStreamsDriftSoFarThatTheFirstCodebookIsOfNoUse(
      String name, DriftingStream.Shape shape, IntToDoubleFunction shareAt) {
    DriftingStream stream = new DriftingStream(shape, 1);
    int k = (int) (shareAt.applyAsDouble(0) * stream.size());
    Codebook first = MAKER.next("item", null, stream.head(), k, 0);
    for (int boundary = 1; boundary < BOUNDARIES; boundary++) {
      stream.step();
    }
    Codebook last = MAKER.next("item", null, stream.head(), k, 0);

    assertThat(MAKER.distortion(first, stream.head())).isGreaterThan(1.5 * last.distortion());
  }
}
