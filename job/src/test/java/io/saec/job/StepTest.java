package io.saec.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepTest {
  @Test
  void savepointsFindTheOperatorsOfEveryRelease() {
    assertThat(Arrays.stream(Step.values()).map(Step::uid))
        .containsExactly(
            "events",
            "decode",
            "combine",
            "frequency",
            "curve",
            "budget",
            "clustering",
            "assignment",
            "mapping-updates",
            "codebooks",
            "dead-letters");
  }
}
