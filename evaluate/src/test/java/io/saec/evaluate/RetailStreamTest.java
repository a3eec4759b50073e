package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The trainer on the retail stream, which the environment's {@code SAEC_RETAIL} is the path of. */
class RetailStreamTest {
  private static final String FILE = "SAEC_RETAIL";

  @Test
  void theFullModelIsAsGoodAsIsPromised() throws IOException, InterruptedException {
    String file = System.getenv(FILE);
    assumeTrue(file != null, "skipped: " + FILE + " does not say where the retail stream is");
    LabelledRows rows = LabelledRows.read(Path.of(file), true);
    Split split = Split.of(rows.size(), SplitRule.TIME, 0.8, 0);
    try (Parallel parallel = new Parallel(2)) {
      Recipe recipe =
          new Tuning(rows, split.withinTraining(0.9)).choose(Table.own(rows), 16, parallel);
      FullModel full = Trial.of(rows, split, 16, recipe).full(1);
      assertThat(full.quality().auc()).isGreaterThanOrEqualTo(0.692);
    }
  }
}
