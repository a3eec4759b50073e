package io.saec.client;

import static io.saec.client.MappingView.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What readers see, and when: two shards, a feature in each. */
class FlipTest {
  private static final String A = Publisher.featureIn(0, 2, "a");
  private static final String A2 = Publisher.featureIn(0, 2, "aa");
  private static final String B = Publisher.featureIn(1, 2, "b");

  private final Publisher job = new Publisher("item", 2);
  private final Reader reader = Reader.live();
  private final MappingView view = reader.view;

  /** Version 1: A in cluster 0, B in cluster 1. */
  private void firstVersion() {
    reader.read(
        job.centroid(0, 1),
        job.centroid(1, 1),
        job.manifest(1),
        job.map(A, 0, 1),
        job.seal(0, 1),
        job.map(B, 1, 1),
        job.seal(1, 1));
  }

  @Test
  void beforeTheFirstVersionThereIsNothing() {
    reader.read(job.centroid(0, 1), job.centroid(1, 1), job.manifest(1), job.map(A, 0, 1));
    assertThat(view.clusterOf("item", A)).isEqualTo(NONE);
    assertThat(view.version("item")).isZero();
    assertThat(view.ready("item")).isFalse();
    assertThat(view.fields()).containsExactly("item");
    assertThatThrownBy(() -> view.embedding("item", A, new float[2]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'item'");
  }

  @Test
  void anUnknownFieldIsNoVersion() {
    assertThat(view.clusterOf("tag", A)).isEqualTo(NONE);
    assertThat(view.version("tag")).isZero();
    assertThat(view.ready("tag")).isFalse();
    assertThat(view.status("tag")).isEqualTo(FieldStatus.NOTHING);
    assertThatThrownBy(() -> view.embedding("tag", A, new float[2]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'tag'");
  }

  @Test
  void theLastSealShowsAVersionAtOnce() {
    reader.read(
        job.centroid(0, 1), job.centroid(1, 1), job.manifest(1), job.map(A, 0, 1), job.seal(0, 1));
    Wire b = job.map(B, 1, 1);
    reader.read(b);
    assertThat(view.version("item")).isZero();
    reader.read(job.seal(1, 1));
    assertThat(view.ready("item")).isTrue();
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    assertThat(reader.embedding("item", B)).isEqualTo("v1 #1");
  }

  @Test
  void aLateCodebookShowsAVersionThatIsSealed() {
    reader.read(job.map(A, 1, 1), job.seal(0, 1), job.seal(1, 1));
    assertThat(view.version("item")).isZero();
    reader.read(job.centroid(0, 1), job.centroid(1, 1));
    assertThat(view.version("item")).isZero();
    reader.read(job.manifest(1));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
  }

  @Test
  void anArrivalAtTheVersionInForceShowsAtOnce() {
    firstVersion();
    assertThat(reader.embedding("item", A2)).isEqualTo("v1 #0 fallback");
    reader.read(job.map(A2, 1, 1));
    assertThat(reader.embedding("item", A2)).isEqualTo("v1 #1");
    reader.read(job.map(A2, 0, 1));
    assertThat(reader.embedding("item", A2)).isEqualTo("v1 #0");
  }

  @Test
  void whatALaterVersionSaysWaitsForIt() {
    firstVersion();
    reader.read(
        job.centroid(0, 2), job.manifest(2), job.map(A, 1, 2), job.seal(0, 2), job.map(A2, 0, 2));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    assertThat(reader.embedding("item", A2)).isEqualTo("v1 #0 fallback");
    assertThat(view.clusterOf("item", A2)).isEqualTo(NONE);
    reader.read(job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    assertThat(reader.embedding("item", A2)).isEqualTo("v2 #0");
    assertThat(reader.embedding("item", B)).isEqualTo("v1 #1");
  }

  @Test
  void aShardFarAheadDoesNotHurryTheRest() {
    firstVersion();
    for (int version = 2; version <= 5; version++) {
      reader.read(
          job.centroid(0, version),
          job.manifest(version),
          job.map(A, version % 2, version),
          job.seal(0, version));
    }
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    reader.read(job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(reader.embedding("item", A)).isEqualTo("v2 #0");
    reader.read(job.seal(1, 3));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    reader.read(job.seal(1, 5));
    assertThat(view.version("item")).isEqualTo(5);
  }

  @Test
  void codebooksFarBehindGoStraightToTheNewestSealedVersion() {
    firstVersion();
    reader.read(job.map(A, 1, 2), job.seal(0, 2), job.seal(1, 2));
    reader.read(job.map(A, 0, 3), job.seal(0, 3), job.seal(1, 3));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0");
    reader.read(job.centroid(1, 2), job.manifest(2));
    assertThat(reader.embedding("item", A)).isEqualTo("v2 #1");
    reader.read(job.centroid(0, 3), job.manifest(3));
    assertThat(reader.embedding("item", A)).isEqualTo("v3 #0");
  }

  @Test
  void aVersionWithoutItsOwnCodebookIsPassedOver() {
    firstVersion();
    Wire lost = job.manifest(2);
    assertThat(lost.value()).isNotNull();
    reader.read(job.map(A, 1, 2), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(1);
    reader.read(job.manifest(3), job.seal(0, 3), job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(3);
    assertThat(view.clusterOf("item", A)).isEqualTo(1);
  }

  @Test
  void shardsThatTheManifestDoesNotNameAreNotWaitedFor() {
    reader.read(
        job.centroid(3, 1), job.manifest(1, 3, List.of(0)), job.map(A, 3, 1), job.seal(0, 1));
    assertThat(view.version("item")).isEqualTo(1);
    reader.read(job.map(B, 3, 1));
    assertThat(reader.embedding("item", B)).isEqualTo("v1 #3");
    reader.read(job.manifest(2, 3, List.of()));
    assertThat(view.version("item")).isEqualTo(2);
  }

  @Test
  void aTombstoneRemovesAtOnceStagedMovesToo() {
    firstVersion();
    reader.read(job.map(A2, 1, 1), job.map(A, 1, 2), job.expire(A), job.expire(A2));
    assertThat(view.clusterOf("item", A)).isEqualTo(NONE);
    assertThat(view.clusterOf("item", A2)).isEqualTo(NONE);
    reader.read(job.manifest(2), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0 fallback");
    reader.read(job.map(A, 1, 2));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #1");
    assertThat(view.status("item").tombstones()).isEqualTo(2);
  }

  @Test
  void aRetiredClusterServesTheVersionsThatHaveIt() {
    firstVersion();
    reader.read(job.retire(1), job.centroid(2, 2), job.manifest(2, 2, List.of(0, 1)));
    assertThat(reader.embedding("item", B)).isEqualTo("v1 #1");
    reader.read(job.seal(0, 2), job.map(B, 2, 2), job.seal(1, 2));
    assertThat(reader.embedding("item", B)).isEqualTo("v2 #2");
    assertThat(reader.embedding("item", "?")).isEqualTo("v2 #2 fallback");
    assertThat(view.status("item").problems()).isZero();
  }

  @Test
  void aClusterThatTheCodebookLacksIsAProblemAndTheFallback() {
    firstVersion();
    reader.read(job.map(A, 17, 1));
    assertThat(reader.embedding("item", A)).isEqualTo("v1 #0 fallback");
    assertThat(view.clusterOf("item", A)).isEqualTo(NONE);
    assertThat(view.status("item").problems()).isEqualTo(2);
    assertThat(view.status("item").lastProblem()).contains("'item'", A, "17", "version 1");
  }

  @Test
  void anArrayMustHaveRoomForTheDimension() {
    firstVersion();
    assertThatThrownBy(() -> view.embedding("item", A, new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
    float[] roomy = {-1, -1, -1};
    view.embedding("item", B, roomy);
    assertThat(roomy).containsExactly(1, 1, -1);
  }

  @Test
  void aBatchStaysWhatItWas() {
    firstVersion();
    Answers answers = view.lookUp("item", List.of(B, "?", A));
    reader.read(job.map(A, 1, 2), job.centroid(0, 2), job.centroid(1, 2), job.manifest(2));
    reader.read(job.expire(B), job.seal(0, 2), job.seal(1, 2));
    assertThat(view.version("item")).isEqualTo(2);
    assertThat(answers.version()).isEqualTo(1);
    assertThat(answers.size()).isEqualTo(3);
    assertThat(answers.dim()).isEqualTo(2);
    float[] out = new float[2];
    assertThat(answers.embedding(0, out)).isEqualTo(answers.known(0)).isTrue();
    assertThat(out).containsExactly(1, 1);
    assertThat(answers.cluster(0)).isEqualTo(1);
    assertThat(answers.embedding(1, out)).isEqualTo(answers.known(1)).isFalse();
    assertThat(out).containsExactly(1, 0);
    assertThat(answers.cluster(1)).isEqualTo(NONE);
    assertThat(answers.embedding(2, out)).isTrue();
    assertThat(out).containsExactly(1, 0);
    assertThat(view.lookUp("item", List.of()).size()).isZero();
  }

  @Test
  void aBatchOfAFieldWithoutAVersionIsRefused() {
    reader.read(job.map(A, 0, 1));
    for (String field : List.of("item", "tag")) {
      assertThatThrownBy(() -> view.lookUp(field, List.of(A)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'" + field + "'");
    }
  }

  @Test
  void fieldsDoNotDisturbEachOther() {
    firstVersion();
    Publisher tags = new Publisher("tag", 1);
    reader.read(tags.centroid(0, 1), tags.manifest(1), tags.map(A, 0, 1));
    assertThat(view.version("item")).isEqualTo(1);
    assertThat(view.version("tag")).isZero();
    reader.read(tags.seal(0, 1));
    assertThat(view.version("tag")).isEqualTo(1);
    assertThat(view.fields()).containsExactlyInAnyOrder("item", "tag");
  }

  @Test
  void theStatusTellsOfTheVersionInForce() {
    firstVersion();
    FieldStatus first = view.status("item");
    assertThat(first.version()).isEqualTo(1);
    assertThat(first)
        .isEqualTo(new FieldStatus(first.manifest(), 2, Double.NaN, 0.25, 0.125, 2, 0, 0, 0, null));
    reader.read(job.map(A, 1, 2), job.seal(0, 2, 1, 0), job.manifest(2), job.expire(A2));
    assertThat(view.status("item").version()).isEqualTo(1);
    reader.read(job.seal(1, 2, 0, 3));
    FieldStatus second = view.status("item");
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.dim()).isEqualTo(2);
    assertThat(second.k()).isEqualTo(2);
    assertThat(second.distortion()).isEqualTo(0.25);
    assertThat(second.churn()).isEqualTo(0.25);
    assertThat(second.features()).isEqualTo(2);
    assertThat(second.tombstones()).isEqualTo(1);
  }

  @Test
  void codebooksThatAreNeverSealedDoNotFillTheMemory() {
    firstVersion();
    int newest = CodebookStage.MAX_STAGED + 3;
    for (int version = 2; version <= newest; version++) {
      reader.read(job.centroid(0, version), job.manifest(version));
    }
    reader.read(job.seal(0, 3), job.seal(1, 3));
    assertThat(view.version("item")).isEqualTo(1);
    reader.read(job.seal(0, newest), job.seal(1, newest));
    assertThat(view.version("item")).isEqualTo(newest);
    assertThat(reader.embedding("item", A)).isEqualTo("v" + newest + " #0");
  }
}
