package io.saec.operators.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.Hashes;
import io.saec.model.Seal;
import io.saec.state.MappedFeature;
import org.junit.jupiter.api.Test;

class SealBuilderTest {
  @Test
  void addsUpWhatMovedWhatHeldAndWhatArrivedWithTheirErrors() {
    SealBuilder seal = new SealBuilder(7, 128);
    seal.add("held", 3, 3, 10);
    seal.add("moved", 2, 3, 200);
    seal.add("arrived", MappedFeature.NONE, 3, 4_000);

    long checksum =
        Hashes.ofMapping(Hashes.ofFeature("held"), 3)
            + Hashes.ofMapping(Hashes.ofFeature("moved"), 3)
            + Hashes.ofMapping(Hashes.ofFeature("arrived"), 3);
    assertThat(seal.build()).isEqualTo(new Seal(7, 128, 3, 1, 1, 4_210, 4_000, checksum));
  }
}
