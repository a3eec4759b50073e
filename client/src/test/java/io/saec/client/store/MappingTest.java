package io.saec.client.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MappingTest {
  @Test
  void theNewestMappingOfAVersionOrBeforeCounts() {
    Mapping mapping = chain(0, 1, 3, 5);
    assertThat(mapping.asOf(0)).isNull();
    assertThat(mapping.asOf(1)).extracting("version").isEqualTo(1L);
    assertThat(mapping.asOf(4)).extracting("version").isEqualTo(3L);
    assertThat(mapping.asOf(9)).extracting("version").isEqualTo(5L);
  }

  @Test
  void aMappingOfTheVersionInForceNeedsNothingOlder() {
    assertThat(Mapping.onTop(chain(0, 1, 2), 3, 9, 3)).isEqualTo(new Mapping(3, 9, null));
  }

  @Test
  void aStagedMappingKeepsWhatTheVersionInForceNeedsAndNothingBelow() {
    assertThat(Mapping.onTop(chain(0, 1, 2, 4, 5), 7, 9, 4))
        .isEqualTo(new Mapping(7, 9, new Mapping(5, 5, new Mapping(4, 4, null))));
    assertThat(Mapping.onTop(chain(0, 1, 2, 5), 7, 9, 4))
        .isEqualTo(new Mapping(7, 9, new Mapping(5, 5, new Mapping(2, 2, null))));
  }

  @Test
  void aMappingTakesThePlaceOfOneOfItsVersion() {
    assertThat(Mapping.onTop(chain(0, 1, 3), 3, 9, 1))
        .isEqualTo(new Mapping(3, 9, new Mapping(1, 1, null)));
  }

  @Test
  void onlyTheStagedPartIsAfterAVersion() {
    assertThat(chain(0, 1, 3, 5).after(1)).isEqualTo(new Mapping(5, 5, new Mapping(3, 3, null)));
    assertThat(chain(0, 1, 3).after(3)).isNull();
  }

  /** Mappings whose cluster is their version, put in while {@code current} was in force. */
  private static Mapping chain(long current, int... versions) {
    Mapping last = new Mapping(versions[0], versions[0], null);
    for (int i = 1; i < versions.length; i++) {
      last = Mapping.onTop(last, versions[i], versions[i], current);
    }
    return last;
  }
}
