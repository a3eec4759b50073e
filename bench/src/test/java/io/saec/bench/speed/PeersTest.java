package io.saec.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Needs a Python with numpy, and with FAISS or scikit-learn; skipped without. */
class PeersTest {

  @Test
  void clusterWhatTheBenchWrote() throws Exception {
    Problem problem = Problem.of(Shape.TINY, Blobs.FLAT, 0, 1);
    List<String> said = new ArrayList<>();
    try (Workplace workplace = Workplace.open()) {
      ProblemFiles.write(problem, workplace.directory().resolve(problem.name()));
      List<PeerRow> rows =
          Peers.measure(
              "recluster.py",
              workplace.directory(),
              Map.of(Peers.key(problem.name(), "full"), 1.0),
              said::add);
      assumeThat(rows).isNotEmpty();
      assertThat(rows)
          .allSatisfy(
              row -> {
                assertThat(row.seconds()).isPositive().isEqualTo(row.speedup());
                assertThat(row.peer()).matches("(faiss|scikit-learn) .+");
              });
    }
    assertThat(said).isEmpty();
  }
}
