package io.saec.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loss, repetition and corruption once caught up: found, counted, and never shown. */
class FaultTest {
  private static final String A = Publisher.featureIn(0, 2, "a");
  private static final String A2 = Publisher.featureIn(0, 2, "aa");
  private static final String B = Publisher.featureIn(1, 2, "b");

  private final Publisher job = new Publisher("item", 2);
  private final Reader reader = Reader.live();
  private final MappingView view = reader.view;

  @BeforeEach
  void firstVersion() {
    reader.read(
        job.centroid(0, 1),
        job.centroid(1, 1),
        job.manifest(1),
        job.map(A, 0, 1),
        job.seal(0, 1),
        job.map(B, 1, 1),
        job.seal(1, 1));
    assertThat(view.version("item")).isEqualTo(1);
  }

  /** A record is made, so the truth has it, and lost on the way. */
  private static void lose(Wire record) {
    assertThat(record.key()).isNotEmpty();
  }

  @Test
  void aLostMoveKeepsTheLastGoodVersion() {
    reader.read(job.manifest(2));
    lose(job.map(A, 1, 2));
    reader.read(job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    assertThat(view.status("item").problems()).isEqualTo(1);
    assertThat(view.status("item").lastProblem())
        .contains("'item'", "shard 0", "version 2", "MAPPINGS", "partition 7", "offset 8");
  }

  @Test
  void aLaterMoveMakesGoodForALostOne() {
    reader.read(job.manifest(2));
    lose(job.map(A, 1, 2));
    reader.read(job.seal(0, 2), job.manifest(3), job.map(A, 0, 3), job.seal(0, 3));
    // Shard 0 is right again at version 3, but it never was at version 2.
    reader.read(job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    reader.read(job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(3);
    assertThat(view.status("item").problems()).isEqualTo(1);
  }

  @Test
  void whenMoveAndSealAreLostAMovedFeatureIsUnknownRatherThanWrong() {
    reader.read(job.manifest(2));
    lose(job.map(A, 1, 2));
    lose(job.seal(0, 2));
    reader.read(job.manifest(3), job.map(A2, 1, 3), job.map(A, 0, 3), job.seal(0, 3));
    reader.read(job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0 fallback");
    assertThat(reader.embedding("item", B)).isEqualTo("v1 #1");
    reader.read(job.seal(1, 3));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    assertThat(reader.embedding("item", A2)).isEqualTo("v1 #1");
  }

  @Test
  void aLostArrivalIsFoundByTheNextSeal() {
    lose(job.map(A2, 1, 1));
    reader.read(job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.status("item").lastProblem()).contains("2 features", "1 features");
  }

  @Test
  void aLostTombstoneIsFoundByTheNextSeal() {
    lose(job.expire(B));
    reader.read(job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.status("item").lastProblem()).contains("shard 1");
  }

  @Test
  void aLostSealIsFoundByWhatFollows() {
    reader.read(job.manifest(2), job.seal(1, 2), job.manifest(3));
    lose(job.seal(0, 2));
    reader.read(job.map(A, 1, 3), job.map(A2, 1, 3));
    assertThat(view.status("item").problems()).isEqualTo(1);
    assertThat(view.status("item").lastProblem())
        .contains("'item'", "shard 0", "version 3", "last seal was of version 1", "offset 10");
    assertThat(reader.updater.damaged()).containsExactly("item");
    reader.read(job.seal(0, 3), job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(3);
    // A version that is exact in all shards, and begun after that, has nothing missing any more.
    reader.read(job.manifest(4), job.seal(0, 4), job.seal(1, 4));
    assertThat(reader.updater.damaged()).isEmpty();
  }

  @Test
  void aLostManifestIsFoundByTheNext() {
    lose(job.manifest(2));
    reader.read(job.manifest(3));
    assertThat(view.status("item").lastProblem())
        .contains("'item'", "manifest of version 3 follows 1", "CODEBOOKS", "offset 7");
    assertThat(reader.updater.damaged()).containsExactly("item");
  }

  @Test
  void whatWasReadAgainShowsAtOnceAndGoesOn() {
    List<Flip> flips = new ArrayList<>();
    view.listen(flips::add);
    Wire manifest = job.manifest(2);
    Wire move = job.map(A, 1, 2);
    Wire seal0 = job.seal(0, 2);
    Wire seal1 = job.seal(1, 2);
    reader.read(manifest, seal0, seal1);
    assertThat(reader.updater.damaged()).containsExactly("item");
    Publisher first = new Publisher("item", 2);
    Reader again = reader.again();
    again.read(first.centroid(0, 1), first.centroid(1, 1), first.manifest(1), first.map(A, 0, 1));
    again.read(first.seal(0, 1), first.map(B, 1, 1), first.seal(1, 1));
    again.read(manifest, move, seal0, seal1);
    // Of no concern to the second reading.
    again.read(new Publisher("tag", 1).map(A, 0, 1));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(reader.updater.adopt(again.updater)).containsExactly("item");
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    assertThat(view.fields()).containsExactly("item");
    assertThat(view.status("item").problems()).isEqualTo(1);
    reader.read(job.centroid(2, 3), job.manifest(3), job.seal(0, 3), job.seal(1, 3));
    assertThat(flips)
        .containsExactly(
            new Flip("item", 1, 2, List.of(), List.of()),
            new Flip("item", 2, 3, List.of(2), List.of()));
  }

  @Test
  void aSecondReadingThatIsNoBetterChangesNothing() {
    reader.read(job.manifest(2));
    lose(job.map(A, 1, 2));
    reader.read(job.seal(0, 2), job.seal(1, 2));
    Publisher first = new Publisher("item", 2);
    Reader again = reader.again();
    again.read(first.centroid(0, 1), first.centroid(1, 1), first.manifest(1), first.map(A, 0, 1));
    again.read(first.seal(0, 1), first.map(B, 1, 1), first.seal(1, 1));
    again.read(job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(reader.updater.adopt(again.updater)).isEmpty();
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    assertThat(reader.updater.damaged()).containsExactly("item");
  }

  @Test
  void aLostCentroidKeepsTheLastGoodVersionUntilItComesAgain() {
    lose(job.centroid(0, 2));
    reader.read(job.centroid(1, 2), job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(reader.embedding("item", B)).isEqualTo("v1 #1");
    assertThat(view.status("item").lastProblem())
        .contains("'item'", "version 2", "CODEBOOKS", "partition 7", "offset 8");
    reader.read(job.centroid(0, 3), job.manifest(3), job.seal(0, 3), job.seal(1, 3));
    assertThat(reader.embedding("item", B)).isEqualTo("v2 #1");
  }

  @Test
  void aLostRetirementIsFoundByTheManifest() {
    lose(job.retire(1));
    reader.read(job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.status("item").problems()).isEqualTo(1);
  }

  @Test
  void aManifestWhoseFallbackIsMissingIsNotTaken() {
    reader.read(job.manifest(2, 5, List.of()));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.status("item").lastProblem()).contains("fallback cluster 5");
  }

  @Test
  void aMapWithALowerVersionIsARepetition() {
    Wire second = job.map(A, 1, 2);
    reader.read(job.manifest(2), second, job.seal(0, 2), job.seal(1, 2));
    Wire repeated = new Publisher("item", 2).map(A, 0, 1);
    reader.read(repeated, repeated);
    assertThat(view.clusterOf("item", A)).isEqualTo(1);
    assertThat(view.status("item").repetitions()).isEqualTo(2);
    assertThat(view.status("item").problems()).isEqualTo(2);
    assertThat(view.status("item").lastProblem())
        .contains("'item'", A, "version 1", "after version 2", "repeated", "offset 12");
    reader.read(job.manifest(3), job.seal(0, 3), job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(3);
    assertThat(view.status("item").problems()).isEqualTo(2);
  }

  @Test
  void aWholeVersionRepeatedChangesNothing() {
    List<Wire> second =
        List.of(
            job.centroid(0, 2),
            job.manifest(2),
            job.map(A, 1, 2),
            job.seal(0, 2, 1, 0),
            job.seal(1, 2, 0, 1));
    reader.read(second).read(job.map(A2, 0, 2));
    FieldStatus before = view.status("item");
    reader.read(second);
    assertThat(view.status("item").version()).isEqualTo(2);
    assertThat(view.status("item").churn()).isEqualTo(before.churn()).isEqualTo(0.5);
    assertThat(view.status("item").problems()).isEqualTo(3);
    assertThat(view.status("item").repetitions()).isEqualTo(3);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    assertThat(reader.embedding("item", A2)).isEqualTo("v2 #0");
  }

  @Test
  void aCentroidOfALowerVersionIsARepetition() {
    reader.read(job.manifest(2), job.manifest(3));
    reader.read(new Publisher("item", 2).centroid(0, 2));
    assertThat(view.status("item").repetitions()).isEqualTo(1);
    reader.read(job.manifest(4), job.seal(0, 4), job.seal(1, 4));
    assertThat(view.version("item")).isEqualTo(4);
  }

  @Test
  void aSealThatComesAgainWithWhatWasLostCounts() {
    reader.read(job.manifest(2));
    Wire late = job.map(A, 1, 2);
    Wire seal = job.seal(0, 2);
    reader.read(seal, late, seal, job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(view.clusterOf("item", A)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "not json",
        "{\"cluster\":-1,\"version\":2,\"reason\":\"ARRIVAL\",\"ts\":1}",
        "{\"cluster\":1,\"version\":0,\"reason\":\"ARRIVAL\",\"ts\":1}",
        "{\"cluster\":1,\"version\":2,\"reason\":\"WHIM\",\"ts\":1}"
      })
  void aCorruptMoveIsCountedAndKeepsTheLastGoodVersion(String corrupt) {
    reader.read(job.manifest(2), job.map(A, 1, 2).withValue(corrupt));
    assertThat(view.status("item").problems()).isEqualTo(1);
    assertThat(view.status("item").lastProblem()).contains("'item/" + A + "'", "offset 8");
    reader.read(job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":2,\"shards\":3,\"features\":1,\"moved\":0,\"held\":1,\"checksum\":\"0\"}",
        "{\"version\":2,\"shards\":-2,\"features\":1,\"moved\":0,\"held\":1,\"checksum\":\"0\"}",
        "{\"version\":2,\"shards\":2,\"features\":1,\"moved\":0,\"held\":1,\"checksum\":null}",
        "{\"version\":2,\"shards\":2,\"features\":1,\"moved\":0,\"held\":1,\"checksum\":\"?\"}",
        "{\"version\":2}"
      })
  void aCorruptSealDoesNotCount(String corrupt) {
    reader.read(job.manifest(2), job.seal(1, 2), job.seal(0, 2).withValue(corrupt));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.status("item").problems()).isEqualTo(1);
    reader.read(job.seal(0, 2));
    assertThat(view.version("item")).isEqualTo(2);
  }

  @Test
  void aCorruptCentroidOrManifestDoesNotCount() {
    reader.read(
        job.centroid(0, 2)
            .withValue("{\"version\":2,\"centroid\":null,\"weight\":1,\"features\":1}"),
        job.manifest(2).withValue("{\"version\":2,\"sealedBy\":null}"));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.status("item").problems()).isEqualTo(2);
    reader.read(job.centroid(0, 2), job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(reader.embedding("item", A)).isEqualTo("v2 #0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "it em", "item#x", "item", "item#9"})
  void aKeyThatNamesNothingIsCounted(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    reader.read(new Wire(Topic.MAPPINGS, bytes, job.seal(0, 2).value()));
    assertThat(reader.updater.problems()).isEqualTo(1);
    assertThat(view.fields()).containsExactly("item");
  }

  @Test
  void aRecordWithoutAKeyOrOfTheOtherTopicIsCounted() {
    reader.updater.apply(Topic.MAPPINGS, null, new byte[0], 3, 4);
    assertThat(reader.updater.lastProblem()).contains("no key", "partition 3", "offset 4");
    reader.read(new Wire(Topic.CODEBOOKS, job.map(A, 1, 1).key(), job.map(A, 1, 1).value()));
    reader.read(new Wire(Topic.MAPPINGS, job.seal(0, 1).key(), null));
    assertThat(reader.updater.problems()).isEqualTo(3);
  }

  @Test
  void aBadRecordOfAnUnheardOfFieldDoesNotMakeTheFieldKnown() {
    reader.read(new Publisher("tag", 1).map(A, 0, 1).withValue("?"));
    assertThat(view.fields()).containsExactly("item");
    assertThat(reader.updater.lastProblem()).contains("'tag'");
  }
}
